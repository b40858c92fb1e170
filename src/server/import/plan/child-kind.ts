import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { UpdatePolicy } from '../../../shared/contract/import.contract.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { columnFor, fieldColumns, type ImportMapping } from './import-mapping.ts'
import { valueColumn } from './stage-tables.ts'

type ValueOf = (key: string) => Sql

/**
 * How an address or a contact is found within its company: by the first of its identities that finds one, as long as
 * no identity before it says otherwise.
 */
export type ChildKind = {
  entity: 'address' | 'contact'
  identityKeys: readonly string[]
  /** The identities in match form, of a row's values or of a record's columns. */
  identities: (value: ValueOf) => Sql[]
  pointer: 'default_address_id' | 'default_contact_id'
  isDefault: 'address.isDefault' | 'contact.isDefault'
}

export const childKinds: readonly ChildKind[] = [
  {
    entity: 'address',
    identityKeys: ['code', 'name'],
    identities: (value) => [
      sql`code_key(${value('code')})`,
      sql`match_text(${value('name')})`,
      sql`nullif(concat_ws(e'\x1f', match_text(${value('line1')}), match_text(${value('postalCode')}), match_text(${value('city')})), '')`,
    ],
    pointer: 'default_address_id',
    isDefault: 'address.isDefault',
  },
  {
    entity: 'contact',
    identityKeys: ['email1', 'firstName', 'lastName'],
    identities: (value) => [
      sql`code_key(${value('email1')})`,
      sql`nullif(concat_ws(' ', match_text(${value('firstName')}), match_text(${value('lastName')})), '')`,
    ],
    pointer: 'default_contact_id',
    isDefault: 'contact.isDefault',
  },
]

/** A field of a child that a file feeds, directly or through the full name; `value` reads the row as `v`. */
export type ChildColumn = { field: Field; value: Sql; policy: UpdatePolicy }

const nameParts = {
  civility: 'contact_name_civility',
  firstName: 'contact_name_first_name',
  lastName: 'contact_name_last_name',
}

export function childColumns(mapping: ImportMapping, { entity }: ChildKind): ChildColumn[] {
  const direct = fieldColumns(mapping, entity).map((column): ChildColumn => ({
    field: column.field,
    value: sql.id('v', valueColumn(column.target.path)),
    policy: column.policy,
  }))
  const fullName = entity === 'contact' ? columnFor(mapping, 'contact.fullName') : undefined
  if (!fullName) return direct
  const parts = Object.entries(nameParts).map(([key, name]): ChildColumn => {
    const field = fieldOf('contact', key)
    const own = direct.find((column) => column.field === field)
    const part = key === 'civility' ? civilityOf(sql.id('v', name)) : sql.id('v', name)
    return { field, value: own ? sql`coalesce(${own.value}, ${part})` : part, policy: fullName.policy }
  })
  return [...direct.filter((column) => !(column.field.key in nameParts)), ...parts]
}

const civilityOf = (text: Sql): Sql =>
  sql`(select min(one.id) from list_value as one where one.list = 'civility' and match_text(one.label_fr) = match_text(${text}))`
