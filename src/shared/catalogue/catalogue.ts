import { entityNames, type EntityName, type Field } from './field.ts'
import { fieldTypes } from './field-types/field-type-table.ts'
import type { FieldType } from './field-types/field-type.ts'
import { addressFields } from './fields/address-fields.ts'
import { companyFields } from './fields/company-fields.ts'
import { contactFields } from './fields/contact-fields.ts'

const declared: Record<EntityName, readonly Field[]> = {
  company: companyFields,
  contact: contactFields,
  address: addressFields,
}

/** The one declaration of every field, by entity (FC-1): those of the application, then those made at run time (FC-3). */
export const catalogue: Record<EntityName, readonly Field[]> = { ...declared }

const byKey: Record<EntityName, Map<string, Field>> = { company: new Map(), contact: new Map(), address: new Map() }
let edition = 0

/** The catalogue holds exactly these custom fields beside the declared ones, in this process. */
export function setCustomFields(fields: readonly Field[]): void {
  edition++
  for (const entity of entityNames) {
    catalogue[entity] = [...declared[entity], ...fields.filter((field) => field.entity === entity)]
    byKey[entity] = new Map(catalogue[entity].map((field) => [field.key, field]))
  }
}
setCustomFields([])

/** What is worked out of the catalogue, worked out again once its custom fields have changed. */
export function fromCatalogue<T>(make: () => T): () => T {
  let made: { edition: number; value: T } | undefined
  return () => {
    if (made?.edition !== edition) made = { edition, value: make() }
    return made.value
  }
}

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
