import { catalogue, findField, fromCatalogue } from '../../shared/catalogue/catalogue.ts'
import { derivedFieldsOf } from '../../shared/catalogue/derived-fields.ts'
import { presenceFields } from '../../shared/catalogue/presence-fields.ts'
import type { EntityName, Field } from '../../shared/catalogue/field.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'

/** A field as lists and filters name it: `city` of an address is `address.city`, a contact's company's name `company.name`. */
export type FieldPath = { path: string; field: Field; owner: EntityName }

const pathsOf = (owner: EntityName, prefix = ''): FieldPath[] =>
  [...catalogue[owner], ...derivedFieldsOf(owner)].map((field) => ({ path: prefix + field.key, field, owner }))

const known = fromCatalogue((): Record<ListEntity, readonly FieldPath[]> => ({
  company: [...pathsOf('company'), ...pathsOf('address', 'address.')],
  contact: [...pathsOf('contact'), ...pathsOf('address', 'address.'), ...pathsOf('company', 'company.')],
}))

/** The fields a list can be filtered on. */
export const filterPaths = (entity: ListEntity) => [
  ...known()[entity].filter(({ field }) => field.isFiltered),
  ...presencePaths(entity),
]

const presencePaths = (entity: ListEntity): FieldPath[] =>
  presenceFields[entity].map((field) => ({ path: field.key, field, owner: entity }))

/** The fields a list can show: all but what only the application follows. */
export const columnPaths = (entity: ListEntity) =>
  known()[entity].filter(({ field }) => !field.isReadOnly || field.isFiltered)

/** The field of a path; undefined when the catalogue has none. */
export function findPath(entity: ListEntity, path: string): FieldPath | undefined {
  return [...known()[entity], ...presencePaths(entity)].find((one) => one.path === path)
}

/** The field of a key as the change log names it. */
export function findLogged(entity: EntityName, key: string): Field | undefined {
  return findField(entity, key)
}
