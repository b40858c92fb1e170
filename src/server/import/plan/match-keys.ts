import type { ImportEntity } from '../../../shared/import/targets.ts'
import { joined, sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf } from '../../records/entity-table.ts'
import { employerColumns, employerKey } from './employer-key.ts'
import { columnFor, isMapped, keyColumns, type ImportMapping } from './import-mapping.ts'
import { keyForm } from '../../records/key-form.ts'
import { nameColumns, valueColumn } from './stage-tables.ts'

/** One of the keys by which rows find records, in match form on both sides (IM-5). */
export type MatchKey = {
  /** Whether it finds a record by itself. A contact's company does not: it only tells namesakes apart. */
  isStrong: boolean
  /** The key in a row or unit, for grouping: from its values alone. */
  ofRow: (alias: string) => Sql
  /** The key in a unit `u` that is looked up; for a contact's company with `o`, what its columns found. */
  wanted: Sql
  /** The key in a record `r`, its default address `a`. */
  ofRecord: Sql
  isOfAddress: boolean
  /** The column of the base that holds the key ready, one record a value. */
  uniqueColumn?: string
}

/** The keys of an import; a contact's name in one cell is one, and so is its company, whatever columns say which. */
export function matchKeys(mapping: ImportMapping): MatchKey[] {
  const fields = keyColumns(mapping).filter(
    (column) => column.field.entity !== 'company' || mapping.entity === 'company',
  )
  return [
    ...fields.map(({ field, target }): MatchKey => {
      const isOfAddress = field.entity === 'address'
      const ofRow = (alias: string) => keyForm(field, sql.id(alias, valueColumn(target.path)))
      return {
        isStrong: true,
        ofRow,
        wanted: ofRow('u'),
        ofRecord: keyForm(field, columnOf(isOfAddress ? 'a' : 'r', field)),
        isOfAddress,
        ...(field.isUnique && field.entity === mapping.entity ? { uniqueColumn: `${field.column}_key` } : {}),
      }
    }),
    ...(columnFor(mapping, 'contact.fullName')?.isKey ? [fullName] : []),
    ...(mapping.entity === 'contact' && employerColumns(mapping).some(({ isKey }) => isKey) ? [employer(mapping)] : []),
  ]
}

const personKey = (first: Sql, last: Sql): Sql =>
  sql`nullif(concat_ws(' ', match_text(${first}), match_text(${last})), '')`

const fullName: MatchKey = {
  isStrong: true,
  ofRow: (alias) => personKey(sql.id(alias, nameColumns.firstName), sql.id(alias, nameColumns.lastName)),
  wanted: personKey(sql.id('u', nameColumns.firstName), sql.id('u', nameColumns.lastName)),
  ofRecord: personKey(sql`r.first_name`, sql`r.last_name`),
  isOfAddress: false,
}

/** A company that is not found is no wildcard: its contacts are none of the base's. */
const employer = (mapping: ImportMapping): MatchKey => ({
  isStrong: false,
  ofRow: (alias) => employerKey(mapping, alias),
  wanted: sql`coalesce(o.company_id::text, 'new ' || u.okey)`,
  ofRecord: sql`r.company_id::text`,
  isOfAddress: false,
})

/** The path of the column whose Rafale id decides alone. */
export const rafaleIdPath = (entity: ImportEntity) => `${entity}.rafaleId`

/**
 * Rows of one key are one record: the Rafale id, else a company's code when there is such a column, else all keys; without
 * any of them those of one card.
 */
export function groupKey(mapping: ImportMapping, alias: string): Sql {
  const code = columnFor(mapping, 'company.code')
  const id = rafaleIdPath(mapping.entity)
  const byKeys =
    mapping.entity === 'company' && code
      ? sql`code_key(${sql.id(alias, valueColumn(code.target.path))})`
      : allKeys(matchKeys(mapping), alias)
  const said = (path: string, name: string) =>
    isMapped(mapping, path) ? [sql`${sql.lit(name)} || ${sql.id(alias, valueColumn(path))}`] : []
  const card = mapping.entity === 'contact' ? said('contact.card', 'card:') : []
  return sql`coalesce(${joined([...said(id, 'id:'), byKeys, ...card])})`
}

/** All keys as one text; null where none that finds by itself is filled. */
function allKeys(keys: readonly MatchKey[], alias: string): Sql {
  const strong = keys.filter(({ isStrong }) => isStrong)
  if (strong.length === 0) return sql`null::text`
  const forms = keys.map((key) => sql`coalesce(${key.ofRow(alias)}, '')`)
  const isFilled = strong.map((key) => sql`${key.ofRow(alias)} is not null`)
  return sql`case when ${joined(isFilled, ' or ')} then concat_ws(e'\x1f', ${joined(forms)}) end`
}
