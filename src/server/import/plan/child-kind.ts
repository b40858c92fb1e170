import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { UpdatePolicy } from '../../../shared/contract/import.contract.ts'
import type { ImportEntity } from '../../../shared/import/targets.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { columnFor, fieldColumns, type ImportMapping } from './import-mapping.ts'
import { nameColumns, valueColumn } from './stage-tables.ts'

type ValueOf = (key: string) => Sql

/**
 * How an address or a contact is found within its owner: by the first of its identities that finds one, as long as
 * no identity before it says otherwise.
 */
export type ChildKind = {
  entity: 'address' | 'contact'
  owner: 'company' | 'contact'
  identityKeys: readonly string[]
  /** The identities in match form, of a row's values or of a record's columns. */
  identities: (value: ValueOf) => Sql[]
  pointer: 'default_address_id' | 'default_contact_id'
  isDefault: 'address.isDefault' | 'contact.isDefault'
}

const addressOf = (owner: ChildKind['owner']): ChildKind => ({
  entity: 'address',
  owner,
  identityKeys: ['code', 'name'],
  identities: (value) => [
    sql`code_key(${value('code')})`,
    sql`match_text(${value('name')})`,
    sql`nullif(concat_ws(e'\x1f', match_text(${value('line1')}), match_text(${value('postalCode')}), match_text(${value('city')})), '')`,
  ],
  pointer: 'default_address_id',
  isDefault: 'address.isDefault',
})

const contactOfCompany: ChildKind = {
  entity: 'contact',
  owner: 'company',
  identityKeys: ['email1', 'firstName', 'lastName'],
  identities: (value) => [
    sql`code_key(${value('email1')})`,
    sql`nullif(concat_ws(' ', match_text(${value('firstName')}), match_text(${value('lastName')})), '')`,
  ],
  pointer: 'default_contact_id',
  isDefault: 'contact.isDefault',
}

const childKinds: Record<ImportEntity, readonly ChildKind[]> = {
  company: [addressOf('company'), contactOfCompany],
  contact: [addressOf('contact')],
}

/** The kinds of children that the columns of an import feed. */
export const childKindsOf = ({ entity, columns }: ImportMapping): ChildKind[] =>
  childKinds[entity].filter((kind) => columns.some((column) => column.target.entity === kind.entity))

/** A field that a file feeds, directly or as a part of the full name. */
export type FedColumn = {
  field: Field
  value: Sql
  policy: UpdatePolicy
  isKey: boolean
  /** A part of a name, which a name in one cell feeds too. */
  isOfName: boolean
}

const nameParts: ReadonlyMap<string, string> = new Map(Object.entries(nameColumns))

/** The fields of a child that columns feed; `value` reads the row as `v`. */
export const childColumns = (mapping: ImportMapping, { entity }: ChildKind): FedColumn[] =>
  entity === 'contact' ? contactColumns(mapping, 'v') : directColumns(mapping, entity, 'v')

const directColumns = (mapping: ImportMapping, entity: 'address' | 'contact', alias: string): FedColumn[] =>
  fieldColumns(mapping, entity).map(({ field, target, policy, isKey }) => ({
    field,
    value: sql.id(alias, valueColumn(target.path)),
    policy,
    isKey,
    isOfName: nameParts.has(field.key),
  }))

/** The fields of a contact that columns feed, its name in one cell taken apart; `value` reads `alias`. */
export function contactColumns(mapping: ImportMapping, alias: string): FedColumn[] {
  const direct = directColumns(mapping, 'contact', alias)
  const fullName = columnFor(mapping, 'contact.fullName')
  if (!fullName) return direct
  const parts = [...nameParts].map(([key, name]): FedColumn => {
    const field = fieldOf('contact', key)
    const own = direct.find((column) => column.field === field)
    const part = key === 'civility' ? civilityOf(sql.id(alias, name)) : sql.id(alias, name)
    const value = own ? sql`coalesce(${own.value}, ${part})` : part
    return { field, value, policy: fullName.policy, isKey: own?.isKey ?? false, isOfName: true }
  })
  return [...direct.filter((column) => !nameParts.has(column.field.key)), ...parts]
}

const civilityOf = (text: Sql): Sql =>
  sql`(select min(one.id) from list_value as one where one.list = 'civility' and match_text(one.label_fr) = match_text(${text}))`
