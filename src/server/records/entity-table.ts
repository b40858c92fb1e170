import { catalogue } from '../../shared/catalogue/catalogue.ts'
import type { EntityName, Field } from '../../shared/catalogue/field.ts'
import type { FieldTypeName } from '../../shared/catalogue/field-types/field-type-table.ts'
import { sql, type Sql } from '../platform/database/sql.ts'

/** The column type of each field type; a test compares it with the tables. */
export const columnTypes = {
  text: 'text',
  longText: 'text',
  code: 'text',
  integer: 'integer',
  decimal: 'numeric',
  money: 'numeric(17, 2)',
  date: 'date',
  dateTime: 'timestamptz',
  boolean: 'boolean',
  option: 'text',
  choice: 'bigint',
  choices: 'bigint[]',
  reference: 'bigint',
  references: 'bigint[]',
  email: 'text',
  phone: 'text',
  url: 'text',
  country: 'text',
  vatNumber: 'text',
  postalCode: 'text',
  siren: 'text',
  siret: 'text',
  picture: 'text',
} as const satisfies Record<FieldTypeName, string>

export const tableOf = (entity: EntityName): Sql => sql.id(entity)
export const columnOf = (alias: string, field: Field): Sql => sql.id(alias, field.column)
/** The plan column of a field's value before and after; with an alias wherever two plan tables meet. */
export const oldOf = (field: Field, alias?: string): Sql => planColumn(`old_${field.column}`, alias)
export const newOf = (field: Field, alias?: string): Sql => planColumn(`new_${field.column}`, alias)
const planColumn = (name: string, alias?: string): Sql => (alias ? sql.id(alias, name) : sql.id(name))
export const columnTypeOf = (field: Field): Sql => sql.raw(columnTypes[field.type])

/** In whose history a record's changes show: its own, or the owner's for an address. */
export function subjectOf(entity: EntityName, alias: string): Sql {
  return entity === 'address'
    ? sql`coalesce(${sql.id(alias, 'contact_id')}, ${sql.id(alias, 'company_id')})`
    : sql.id(alias, 'id')
}

export const fieldsOf = (entity: EntityName): readonly Field[] => catalogue[entity]

/** The records an entity's deletion takes along, deepest last: entity and the condition that names its owner. */
export const childrenOf: Record<EntityName, readonly { entity: EntityName; ownerColumn: string }[]> = {
  company: [
    { entity: 'contact', ownerColumn: 'company_id' },
    { entity: 'address', ownerColumn: 'company_id' },
  ],
  contact: [{ entity: 'address', ownerColumn: 'contact_id' }],
  address: [],
}
