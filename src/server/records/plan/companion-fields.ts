import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import { fieldsOf } from '../entity-table.ts'

/** Fields that are checked or changed together: a plan that has one has them all. */
const companions: Record<EntityName, readonly (readonly string[])[]> = {
  company: [],
  contact: [
    ['lastName', 'email1'],
    ['hasLeft', 'isActive'],
    ['isReference', 'company'],
  ],
  address: [['kind', 'code', 'name']],
}

/** The fields together with those that their rules look at, in catalogue order. */
export function withCompanions(entity: EntityName, fields: readonly Field[]): readonly Field[] {
  const keys = new Set(fields.map((field) => field.key))
  for (const field of fieldsOf(entity)) {
    const others = [field.requiredWhen?.field, field.clearedUnless].filter((key) => key !== undefined)
    const together = [field.key, ...others]
    if (others.length > 0 && together.some((key) => keys.has(key))) together.forEach((key) => keys.add(key))
  }
  for (const together of companions[entity]) {
    if (together.some((key) => keys.has(key))) together.forEach((key) => keys.add(key))
  }
  return fieldsOf(entity).filter((field) => keys.has(field.key))
}

/** The fields of a plan by key; a key that the catalogue lacks is a fault of the code. */
export const fieldsByKey = (entity: EntityName, keys: Iterable<string>): Field[] =>
  [...keys].map((key) => fieldOf(entity, key))
