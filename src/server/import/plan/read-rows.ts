import type { ClientBase } from 'pg'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { neutralisedPattern } from '../../../shared/files/formula-text.ts'
import { fence } from '../../platform/database/fence.ts'
import { execute, joined, rowsOf, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { isUnread } from '../csv/stage-faults.ts'
import { cellReaders } from './cell-reader.ts'
import { dictionaryColumns, dictionaryName, makeDictionary, usesDictionary } from './dictionary.ts'
import { employerKey } from './employer-key.ts'
import type { ImportMapping, MappedColumn } from './import-mapping.ts'
import { groupKey } from './match-keys.ts'
import { settleNotations } from './settle-notations.ts'
import { cellColumn, valueColumn, type StageTables } from './stage-tables.ts'

/**
 * `read` holds every staged row as typed values, its group key, and what is wrong with its cells: `problems` is null or
 * tokens `column!severity!code` ('R' red in the company's part, 'r' red elsewhere, 'y' yellow) joined by spaces. Throws
 * the errors of `settleNotations`.
 */
export async function readRows(
  client: ClientBase,
  read: { actor: Actor; tables: StageTables; mapping: ImportMapping },
): Promise<void> {
  const { actor, tables } = read
  const isExport = read.mapping.settings.export !== undefined
  const cells = tables.part('cells')
  for (const table of [cells, tables.read]) await execute(client, sql`drop table if exists ${table}`)
  await execute(
    client,
    sql`create unlogged table ${cells} with (autovacuum_enabled = false) as ${await cleanedRows(client, tables, read.mapping)}`,
  )
  const mapping = await settleNotations(client, { tables, mapping: read.mapping, cells })
  for (const column of mapping.columns.filter(usesDictionary)) {
    const texts = sql`select ${sql.id('t', `t${column.column}`)} as cell from ${cells} as t`
    await makeDictionary(client, { actor, tables, column, cells: texts, withArchived: isExport })
  }
  const typed = mapping.columns.flatMap((column) => typedCells(column))
  const names = ['row_no', 'is_skipped', 'has_fault', 'cell_faults', ...typed.map(({ name }) => name)]
  await execute(
    client,
    sql`create unlogged table ${tables.read} with (autovacuum_enabled = false) as
        select ${joined(names.map((name) => sql.id('x', name)))}, ${problemTokens(mapping)} as problems, ${groupKey(mapping, 'x')} as gkey,${mapping.entity === 'contact' ? sql` ${employerKey(mapping, 'x')} as okey,` : sql``}
               x.has_fault as is_red, x.has_fault as is_company_red
          from (
            select ${joined([sql`t.row_no, t.is_skipped, t.has_fault, t.cell_faults`, ...typed.map(({ name, value }) => sql`${value} as ${sql.id(name)}`), fence])}
              from ${cells} as t
              ${dictionaryJoins(tables, mapping)}
          ) as x`,
  )
  await execute(
    client,
    sql`update ${tables.read} as v
           set is_red = true, is_company_red = v.is_company_red or strpos(v.problems, '!R!') > 0
         where v.problems is not null and v.problems ~ '![Rr]!'`,
  )
  await execute(client, sql`drop table ${cells}`)
  await execute(client, sql`analyze ${tables.read} (row_no, gkey, is_red, is_skipped)`)
}

/** Every staged row with its mapped cells as corrected and cleaned, as t<column>. */
async function cleanedRows(client: ClientBase, tables: StageTables, mapping: ImportMapping): Promise<Sql> {
  const corrected = await correctedColumns(client, tables.importId)
  const cells = mapping.columns.map((column) => {
    const careful = cleanedCell(column, corrected, mapping)
    const cell = corrected.has(column.column)
      ? careful
      : sql`case when s.is_plain then nullif(btrim(${sql.id('s', cellColumn(column.column))}), '') else ${careful} end`
    return sql`${cell} as ${sql.id(`t${column.column}`)}`
  })
  return sql`
    select ${joined([sql`s.row_no, skip.row_no is not null as is_skipped, fault.row_no is not null as has_fault, ${faultedCells(mapping, corrected)} as cell_faults`, ...cells])}
      from ${stagedRows(plainOrNot(tables, mapping), mapping.columns, { tables, corrected })}
      left join import_skip as skip on skip.import_id = ${tables.importId} and skip.row_no = s.row_no
      left join (select distinct f.row_no from ${tables.faults} as f where ${isUnread(sql`f.code`)}) as fault on fault.row_no = s.row_no`
}

/**
 * Problem tokens of the cells that had no value in the file: those that feed a target and were not corrected. Without a
 * subquery, which would keep the whole statement from running in parallel.
 */
function faultedCells(mapping: ImportMapping, corrected: ReadonlySet<number>): Sql {
  const told = mapping.columns.map(({ column, target }) => {
    const token = sql.lit(`${column}!${target.entity === mapping.entity ? 'R' : 'r'}!`)
    const fault = sql`${token} || substring(s.cell_faults from ${sql.lit(`(?:^| )${column}!(\\S+)`)})`
    return corrected.has(column)
      ? sql`case when ${sql.id(`one${column}`, 'id')} is null and ${sql.id(`all${column}`, 'id')} is null then ${fault} end`
      : fault
  })
  return sql`case when s.cell_faults is not null then nullif(${words(told)}, '') end`
}

/** The cells of one column as corrected and cleaned, as a query. */
export async function columnCells(
  client: ClientBase,
  tables: StageTables,
  { mapping, column }: { mapping: ImportMapping; column: MappedColumn },
): Promise<Sql> {
  const corrected = await correctedColumns(client, tables.importId)
  return sql`select ${cleanedCell(column, corrected, mapping)} as cell from ${stagedRows(tables.rows, [column], { tables, corrected })}`
}

/**
 * The staged rows, with whether cleaning their cells is no more than trimming them: looked for in the whole row at once
 * since that is true of nearly all, and six searches in each of 25 cells were a quarter of the plan of an import.
 */
function plainOrNot(tables: StageTables, mapping: ImportMapping): Sql {
  const whole = concatenated(mapping.columns.map(({ column }) => sql.id('r', cellColumn(column))))
  // What an export of ours neutralised has an apostrophe.
  const neutralised = mapping.settings.export ? [sql.lit("'")] : []
  const unusual = [sql`'  '`, sql`e'\n'`, sql`e'\t'`, sql`e'\r'`, sql`e'\u00a0'`, sql`e'\u202f'`, ...neutralised]
  const isPlain = joined(
    unusual.map((text) => sql`strpos(w.whole, ${text}) = 0`),
    ' and ',
  )
  return sql`(
    select w.*, ${isPlain} as is_plain, ${fence}
      from (select r.*, ${whole} as whole, ${fence} from ${tables.rows} as r) as w
  )`
}

async function correctedColumns(client: ClientBase, importId: number): Promise<ReadonlySet<number>> {
  const rows = await rowsOf<{ column: number }>(
    client,
    sql`select distinct "column" from import_correction where import_id = ${importId}`,
  )
  return new Set(rows.map(({ column }) => column))
}

/** The staged rows as `s`, with the corrections of these columns. */
function stagedRows(
  rows: Sql,
  columns: readonly MappedColumn[],
  { tables, corrected }: { tables: StageTables; corrected: ReadonlySet<number> },
): Sql {
  const joins = columns
    .filter((column) => corrected.has(column.column))
    .map((column) => correctionJoins(tables, column.column))
  return sql`${rows} as s ${joined(joins, ' ')}`
}

/** A cell as corrected and cleaned. */
function cleanedCell({ column, target }: MappedColumn, corrected: ReadonlySet<number>, mapping: ImportMapping): Sql {
  const written = sql.id('s', cellColumn(column))
  // Formula text that an export of ours neutralised is itself again; what a person typed as a correction is meant as it is.
  const own = mapping.settings.export
    ? sql`case when ${written} ~ ${sql.lit(neutralisedPattern.source)} then substr(${written}, 2) else ${written} end`
    : written
  const raw = corrected.has(column) ? correctedCell(column, own) : own
  return target.field?.type === 'longText' ? sql`clean_lines(${raw})` : sql`clean_cell(${raw})`
}

const correctedCell = (column: number, own: Sql): Sql => sql`case
  when ${sql.id(`one${column}`, 'id')} is not null then ${sql.id(`one${column}`, 'new_value')}
  when ${sql.id(`all${column}`, 'id')} is not null then ${sql.id(`all${column}`, 'new_value')}
  else ${own} end`

function correctionJoins(tables: StageTables, column: number): Sql {
  const one = sql.id(`one${column}`)
  const all = sql.id(`all${column}`)
  const cell = sql.id('s', cellColumn(column))
  return sql`left join import_correction as ${one}
      on ${one}.import_id = ${tables.importId} and ${one}."column" = ${column} and ${one}.row_no = s.row_no
    left join import_correction as ${all}
      on ${all}.import_id = ${tables.importId} and ${all}."column" = ${column} and ${all}.row_no is null
     and coalesce(${all}.old_value, '') = coalesce(clean_cell(${cell}), '')`
}

/** The typed value of a column, and its dictionary's verdict. */
function typedCells(column: MappedColumn): { name: string; value: Sql }[] {
  const { target, context } = column
  const cell = sql.id('t', `t${column.column}`)
  if (usesDictionary(column)) {
    const from = dictionaryName(column.column)
    const named =
      target.virtual === 'contact.fullName'
        ? dictionaryColumns(column).map(({ name }) => ({ name: `contact_name_${name}`, value: sql.id(from, name) }))
        : [{ name: valueColumn(target.path), value: sql.id(from, 'value') }]
    return [
      ...named,
      { name: `red${column.column}`, value: sql.id(from, 'red') },
      { name: `yellow${column.column}`, value: sql.id(from, 'yellow') },
    ]
  }
  const reader = target.field ? cellReaders[target.field.type] : undefined
  const value = reader?.by === 'sql' && target.field ? reader.value(cell, target.field, context.decimal ?? null) : cell
  const presence = isNumber(column) ? [{ name: `has${column.column}`, value: sql`${cell} is not null` }] : []
  return [{ name: valueColumn(target.path), value }, ...presence]
}

/** A number that cannot be read leaves no value: whether there was a cell at all is kept beside it. */
const numbers = new Set(['integer', 'decimal', 'money'])
const isNumber = ({ target }: MappedColumn) => target.field !== undefined && numbers.has(target.field.type)

function dictionaryJoins(tables: StageTables, mapping: ImportMapping): Sql {
  const joins = mapping.columns.filter(usesDictionary).map((column) => {
    const name = dictionaryName(column.column)
    return sql`left join ${tables.part(name)} as ${sql.id(name)} on ${sql.id(name, 'cell')} = ${sql.id('t', `t${column.column}`)}`
  })
  return joined(joins, ' ')
}

function problemTokens(mapping: ImportMapping): Sql {
  const tokens = mapping.columns.flatMap((column) => {
    const { target } = column
    const red = target.entity === mapping.entity ? 'R' : 'r'
    const token = (severity: string, code: Sql) => sql`${sql.lit(`${column.column}!${severity}!`)} || ${code}`
    if (usesDictionary(column)) {
      return [token(red, sql.id('x', `red${column.column}`)), token('y', sql.id('x', `yellow${column.column}`))]
    }
    const reader = target.field ? cellReaders[target.field.type] : undefined
    if (reader?.by !== 'sql' || !target.field) return []
    const value = sql.id('x', valueColumn(target.path))
    const when = (severity: string, code: ErrorCode, condition: Sql) =>
      sql`case when ${condition} then ${sql.lit(`${column.column}!${severity}!${code}`)} end`
    const cell = isNumber(column) ? sql`nullif(${sql.id('x', `has${column.column}`)}, false)` : value
    const refused = reader.red?.({ cell, value }, target.field)
    const doubted = reader.yellow?.(value)
    return [
      ...(refused ? [when(red, refused.code, refused.when)] : []),
      ...(doubted ? [when('y', doubted.code, doubted.when)] : []),
    ]
  })
  return sql`nullif(${words([sql`x.cell_faults`, ...tokens])}, '')`
}

/** Texts joined by spaces, those that are null left out. */
function words(texts: readonly Sql[]): Sql {
  // An empty part would leave two spaces, and a token of nothing between them.
  return inParts(
    texts,
    (part) => sql`concat_ws(' ', ${part})`,
    (part) => sql`nullif(${part}, '')`,
  )
}

const concatenated = (texts: readonly Sql[]): Sql => inParts(texts, (part) => sql`concat(${part})`)

/** PostgreSQL passes at most 100 arguments to a function; a file of many columns has more texts. */
const mostArguments = 90

function inParts(texts: readonly Sql[], whole: (texts: Sql) => Sql, asText = (part: Sql) => part): Sql {
  if (texts.length <= mostArguments) return whole(joined(texts.length > 0 ? texts : [sql`''`]))
  const parts = Array.from({ length: Math.ceil(texts.length / mostArguments) }, (_, part) =>
    asText(whole(joined(texts.slice(part * mostArguments, (part + 1) * mostArguments)))),
  )
  return inParts(parts, whole, asText)
}
