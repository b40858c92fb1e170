import type { EntityName, Field } from './field.ts'
import { fieldTypes } from './field-types/field-type-table.ts'
import type { FieldType } from './field-types/field-type.ts'
import { addressFields } from './fields/address-fields.ts'
import { companyFields } from './fields/company-fields.ts'
import { contactFields } from './fields/contact-fields.ts'

/** The one declaration of every field, by entity (FC-1). */
export const catalogue: Record<EntityName, readonly Field[]> = {
  company: companyFields,
  contact: contactFields,
  address: addressFields,
}

const byKey = Object.fromEntries(
  Object.entries(catalogue).map(([entity, fields]) => [entity, new Map(fields.map((field) => [field.key, field]))]),
) as Record<EntityName, Map<string, Field>>

/** The field of that key, if the entity has one. */
export function findField(entity: EntityName, key: string): Field | undefined {
  return byKey[entity].get(key)
}

/** The field of that key; a key the catalogue lacks is a fault of the code that names it. */
export function fieldOf(entity: EntityName, key: string): Field {
  const field = byKey[entity].get(key)
  if (!field) throw new Error(`The catalogue has no field ${entity}.${key}`)
  return field
}

export function typeOf(field: Field): FieldType {
  return fieldTypes[field.type]
}
