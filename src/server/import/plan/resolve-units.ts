import type { ClientBase } from 'pg'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { execute, onlyRow, sql, type Sql } from '../../platform/database/sql.ts'
import { readNumbering } from '../../records/edit/next-code.ts'
import { unitValues } from './group-rows.ts'
import { childKindsOf } from './child-kind.ts'
import { columnFor, isMapped, type ImportMapping, type MappedColumn } from './import-mapping.ts'
import { valueColumn, type StageTables } from './stage-tables.ts'

/**
 * `resolved` says what becomes of every unit: head_row, gkey, rows, owner_id (the company found, or the id of the one
 * to be created), and verdict: 'create', 'update', 'skip' or the code that refuses all its rows. Their problems are told.
 */
export async function resolveUnits(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  const { settings } = mapping
  const numbering = await readNumbering(client)
  const code = isMapped(mapping, 'company.code') ? sql`u.company_code` : sql`null::text`
  const name = isMapped(mapping, 'company.name') ? sql`u.company_name` : sql`null::text`
  const creates = settings.mode === 'add' || settings.createsMissing
  const resolved = tables.part('resolved')
  await execute(client, sql`drop table if exists ${resolved}`)
  await execute(
    client,
    sql`create unlogged table ${resolved} with (autovacuum_enabled = false) as
        select x.*, case x.verdict when 'create' then nextval('record_id') when 'update' then x.record_id end as owner_id
          from (
            select u.head_row, u.gkey, u.rows, m.record_id, m.has_key, ${code} is null as lacks_code, case
                     when m.candidates < 0 then 'rafale-id-unknown'
                     when m.candidates > 1 then 'match-ambiguous'
                     when m.record_id is not null and s.record_id is not null then 'match-shared'
                     when m.record_id is not null then ${sql.lit(settings.mode === 'add' ? 'code-exists' : 'update')}
                     when not ${sql.lit(creates)} then 'skip'
                     when u.has_company_red then 'group-refused'
                     when ${code} is null and not ${sql.lit(numbering.isOn)} then 'code-missing'
                     when ${name} is null then 'name-missing'
                     else 'create'
                   end as verdict
              from ${unitValues(tables, mapping)} as u
              join ${tables.part('match')} as m on m.head_row = u.head_row
              left join (select m2.record_id from ${tables.part('match')} as m2
                          where m2.candidates = 1 group by m2.record_id having count(*) > 1) as s
                on s.record_id = m.record_id
          ) as x`,
  )
  await execute(client, sql`analyze ${resolved}`)
  await tellUnits(client, tables, mapping, numbering.isOn)
}

async function tellUnits(
  client: ClientBase,
  tables: StageTables,
  mapping: ImportMapping,
  isNumbered: boolean,
): Promise<void> {
  const codeColumn = columnFor(mapping, 'company.code')?.column ?? null
  const nameColumn = columnFor(mapping, 'company.name')?.column ?? null
  await tellUnitRows(client, tables, {
    severity: 'r',
    code: sql`u.verdict`,
    column: sql`case u.verdict when 'name-missing' then ${nameColumn}::integer
                               when 'code-missing' then ${codeColumn}::integer
                               when 'code-exists' then ${codeColumn}::integer
                               when 'rafale-id-unknown' then ${columnFor(mapping, 'company.rafaleId')?.column ?? null}::integer end`,
    value: otherRow(tables),
    where: sql`u.verdict not in ('create', 'update', 'skip')`,
  })
  await tellUnitRows(client, tables, {
    severity: 'y',
    code: sql`'no-match'`,
    column: sql`null::integer`,
    where: sql`u.verdict = 'skip'`,
  })
  const telling = (told: ErrorCode, where: Sql, column: number | null) =>
    tellUnitRows(client, tables, {
      severity: 'y',
      code: sql.lit(told) as Sql,
      column: sql`${column}::integer`,
      where: sql`u.verdict = 'create' and ${where}`,
    })
  if (codeColumn !== null && isNumbered) await telling('code-numbered', sql`u.lacks_code`, codeColumn)
  if (mapping.settings.mode !== 'add')
    await telling('key-missing', sql`not u.has_key and not ${sql.lit(codeColumn !== null)}`, null)
  if (codeColumn !== null) await tellZeros(client, tables, codeColumn)
}

/** Whether the file has columns of what hangs on its records: addresses, and contacts of companies. */
export const hasChildren = (mapping: ImportMapping): boolean => childKindsOf(mapping).length > 0

/** The row a refused unit is told of: one that points at the same company, or the one that refused the group. */
export const otherRow = (tables: StageTables): Sql => sql`case u.verdict
  when 'match-shared' then (select min(one.head_row) from ${tables.part('resolved')} as one
                             where one.record_id = u.record_id and one.head_row <> u.head_row)
  when 'group-refused' then (select min(one.row_no) from ${tables.read} as one where one.gkey = u.gkey and one.is_company_red)
  end::text`

type Telling = { severity: 'r' | 'y'; code: Sql; column: Sql; where: Sql; value?: Sql }

/** A problem of units is told on every usable row of theirs. */
export async function tellUnitRows(client: ClientBase, tables: StageTables, telling: Telling): Promise<number> {
  const { severity, code, column, where, value = sql`null::text` } = telling
  const problem = sql`${column}, ${sql.lit(severity)}::"char", ${code}::text, ${value}`
  const several = sql`union all
    select true, v.row_no, ${problem}
      from ${tables.part('resolved')} as u
      join ${tables.read} as v on v.gkey = u.gkey and not v.is_red and not v.is_skipped
     where u.rows > 1 and ${where}`
  return execute(
    client,
    sql`insert into ${tables.problem} (is_of_units, row_no, column_index, severity, code, value)
        select true, u.head_row, ${problem} from ${tables.part('resolved')} as u where u.rows = 1 and ${where}
        ${tables.hasGroups ? several : sql``}`,
  )
}

/** "123" beside an existing "00123": a new company, with a hint. */
async function tellZeros(client: ClientBase, tables: StageTables, codeColumn: number): Promise<void> {
  const created = sql`${tables.part('resolved')} as u where u.verdict = 'create' and u.gkey ~ '^[0-9]+$'`
  const { some } = await onlyRow<{ some: boolean }>(client, sql`select exists (select from ${created}) as some`)
  if (!some) return
  await execute(
    client,
    sql`insert into ${tables.problem} (is_of_units, row_no, column_index, severity, code, value)
        select true, u.head_row, ${codeColumn}::integer, 'y', 'zeros-differ', r.code
          from (select * from ${created}) as u
          join company as r on ltrim(r.code_key, '0') = ltrim(u.gkey, '0') and r.code_key ~ '^[0-9]+$' and r.code_key <> u.gkey
           and not r.is_restricted`,
  )
}

/** An export repeats a company's name on its further rows: what the record holds contradicts nothing there. */
const repeatsRecord = (tables: StageTables, { settings }: ImportMapping, { target }: MappedColumn): Sql =>
  settings.export && target.path === 'company.name'
    ? sql`and not exists (select from ${tables.part('resolved')} as x join company as r on r.id = x.record_id
                           where x.head_row = u.head_row and r.name = v.company_name)`
    : sql``

/** Rows of a record that do not agree on a value: the first is taken, the others are told. */
export async function tellDifferences(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<void> {
  if (!tables.hasGroups) return
  for (const column of mapping.columns) {
    if (column.target.entity !== mapping.entity || !column.target.field || column.target.path === 'company.code')
      continue
    const name = valueColumn(column.target.path)
    await execute(
      client,
      sql`insert into ${tables.problem} (is_of_units, row_no, column_index, severity, code)
          select true, v.row_no, ${column.column}::integer, 'y', 'row-differs'
            from ${tables.unit} as u
            join ${tables.merged} as m on m.head_row = u.head_row
            join ${tables.read} as v on v.gkey = u.gkey and not v.is_red and not v.is_skipped
           where u.rows > 1 and ${sql.id('v', name)} is not null and ${sql.id('v', name)} is distinct from ${sql.id('m', name)}
             ${repeatsRecord(tables, mapping, column)}`,
    )
  }
}
