import { employerPaths } from '../../../shared/import/targets.ts'
import { joined, sql, type Sql } from '../../platform/database/sql.ts'
import type { ImportMapping, MappedColumn } from './import-mapping.ts'
import { keyForm } from '../../records/key-form.ts'
import { valueColumn } from './stage-tables.ts'

/** The columns by which the company of an imported contact is found, the first to look at first. */
export const employerColumns = (mapping: ImportMapping): MappedColumn[] =>
  mapping.entity === 'contact'
    ? employerPaths.flatMap((path) => mapping.columns.filter((column) => column.target.path === path))
    : []

/** What those columns say, in match form, each by itself. */
export function employerForms(mapping: ImportMapping, alias: string): Sql[] {
  return employerColumns(mapping).map(({ target }) => {
    const value = sql.id(alias, valueColumn(target.path))
    return target.field ? keyForm(target.field, value) : value
  })
}

/** What they say as one text, equal where rows mean one company; null where a row says nothing, or nobody could. */
export function employerKey(mapping: ImportMapping, alias: string): Sql {
  const forms = employerForms(mapping, alias)
  if (forms.length === 0) return sql`null::text`
  const parts = forms.map((form) => sql`coalesce(${form}, '')`)
  return sql`nullif(concat_ws(e'\x1f', ${joined(parts)}), ${sql.lit('\x1f'.repeat(forms.length - 1))})`
}
