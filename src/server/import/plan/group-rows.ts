import type { ClientBase } from 'pg'
import { readInstance } from '../../records/read-instance.ts'
import { execute, joined, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import { fieldColumns, isMapped, keyColumns, type ImportMapping } from './import-mapping.ts'
import { nameColumns, valueColumn, type StageTables } from './stage-tables.ts'

/**
 * `unit` holds one row a company that usable rows (neither red nor skipped) speak of: head_row, the first of them;
 * gkey; rows, how many; has_company_red, whether a red row of the group is red in the company's part. `merged` holds
 * the company values of units of several rows, the first that is not empty winning. Neither is made when every company
 * has one row: joining 1,000,000 rows to themselves is spared three times.
 */
export async function groupRows(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  await execute(client, sql`drop table if exists ${tables.unit}`)
  await execute(client, sql`drop table if exists ${tables.merged}`)
  const { hasGroups } = await onlyRow<{ hasGroups: boolean }>(
    client,
    sql`select exists (select from ${tables.read} as v where v.gkey is not null group by v.gkey having count(*) > 1) as "hasGroups"`,
  )
  tables.hasGroups = hasGroups
  if (!hasGroups) return
  await execute(
    client,
    sql`create unlogged table ${tables.unit} with (autovacuum_enabled = false) as
        select v.gkey,
               min(v.row_no) filter (where not v.is_red and not v.is_skipped) as head_row,
               count(*) filter (where not v.is_red and not v.is_skipped) as rows,
               bool_or(v.is_company_red and not v.is_skipped) as has_company_red
          from ${tables.read} as v
         where v.gkey is not null
         group by v.gkey
        having bool_or(not v.is_red and not v.is_skipped)
        union all
        select null, v.row_no, 1, false
          from ${tables.read} as v
         where v.gkey is null and not v.is_red and not v.is_skipped`,
  )
  await execute(client, sql`analyze ${tables.unit}`)
  await mergeGroups(client, tables, mapping)
}

/** The value columns that a unit has: of its own fields, of the address fields that are keys, of a contact's company. */
export function unitColumns(mapping: ImportMapping): string[] {
  const paths = [
    ...fieldColumns(mapping, mapping.entity).map((column) => column.target.path),
    ...keyColumns(mapping).map((column) => column.target.path),
    ...mapping.columns.filter(({ target }) => isOfUnit(mapping, target.path)).map((column) => column.target.path),
  ]
  const names = mapping.entity === 'contact' && isMapped(mapping, 'contact.fullName') ? Object.values(nameColumns) : []
  return [...new Set([...paths.map(valueColumn), ...names, ...(mapping.entity === 'contact' ? ['okey'] : [])])]
}

/** Columns without a field of the imported entity that its units have all the same. */
const isOfUnit = ({ entity }: ImportMapping, path: string): boolean =>
  entity === 'contact'
    ? path === 'contact.rafaleId' || path === 'contact.isDefault' || path.startsWith('company.')
    : path === 'company.rafaleId'

async function mergeGroups(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  const arrays = new Set(
    fieldColumns(mapping, mapping.entity)
      .filter(({ field }) => field.type === 'choices' || field.type === 'references')
      .map(({ target }) => valueColumn(target.path)),
  )
  // An export repeats these on every row of a company: the one that somebody edited counts.
  const isExport =
    mapping.entity === 'company' && mapping.settings.export !== undefined && isMapped(mapping, 'company.rafaleId')
  const repeated = new Set(isExport ? ['company_code', 'company_name'] : [])
  const first = unitColumns(mapping).map((name) => {
    const column = sql.id('v', name)
    // An array cannot be aggregated into an array of arrays of several lengths: it goes through its text.
    const item = arrays.has(name) ? sql`${column}::text` : column
    const chosen = sql`(array_agg(${item} order by ${repeated.has(name) ? sql`${column} is not distinct from ${sql.id('r', name.slice('company_'.length))},` : sql``} v.row_no) filter (where ${column} is not null))[1]`
    return sql`${arrays.has(name) ? sql`${chosen}::bigint[]` : chosen} as ${sql.id(name)}`
  })
  await execute(
    client,
    sql`create unlogged table ${tables.merged} with (autovacuum_enabled = false) as
        select ${joined([sql`u.head_row`, ...first])}
          from ${tables.unit} as u
          join ${tables.read} as v on v.gkey = u.gkey and not v.is_red and not v.is_skipped
          ${isExport ? sql`left join company as r on v.company_rafale_id = ${await readInstance(client)} || '-' || r.id` : sql``}
         where u.rows > 1
         group by u.head_row`,
  )
  await execute(client, sql`analyze ${tables.merged}`)
}

/** The units with their values, as a query: head_row, gkey, rows, has_company_red and the unit columns. */
export function unitValues(tables: StageTables, mapping: ImportMapping): Sql {
  const names = unitColumns(mapping)
  if (!tables.hasGroups) {
    const own = joined([
      sql`v.row_no as head_row, v.gkey, 1::bigint as rows, false as has_company_red`,
      ...names.map((name) => sql.id('v', name)),
    ])
    return sql`(select ${own} from ${tables.read} as v where not v.is_red and not v.is_skipped)`
  }
  const of = (alias: string) =>
    joined([sql`u.head_row, u.gkey, u.rows, u.has_company_red`, ...names.map((name) => sql.id(alias, name))])
  return sql`(
    select ${of('v')} from ${tables.unit} as u join ${tables.read} as v on v.row_no = u.head_row where u.rows = 1
    union all
    select ${of('m')} from ${tables.unit} as u join ${tables.merged} as m on m.head_row = u.head_row where u.rows > 1)`
}
