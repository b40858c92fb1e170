import { mostProblemGroups, type ImportProblem } from '../../shared/contract/import-row.contract.ts'
import { errorTable, type ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, type Language } from '../../shared/errors/rafale-error.ts'
import { findTarget } from '../../shared/import/targets.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { labelReferences } from '../records/read/label-references.ts'
import { faultParams } from '../records/faults-error.ts'
import type { StoredImport } from './find-import.ts'
import { placeOfRow } from './formats/sheet-rows.ts'
import { isAccepted } from './plan/settle-outcomes.ts'
import { cellColumn, stageTables } from './plan/stage-tables.ts'

type FoundProblem = {
  row: number
  columnIndex: number | null
  severity: 'red' | 'yellow'
  code: ErrorCode
  told: string | null
  /** The field it is about when no column feeds it. */
  target: string | null
  cell: string | null
}
export type ProblemWithIndex = ImportProblem & { columnIndex: number | null }

/** The text of a problem's cell, as corrected if it was. */
export function cellSql(run: StoredImport, column: Sql): Sql {
  const mapped = run.settings.columns.filter((one) => one.target !== null)
  const cases = mapped.map((one) => sql`when ${sql.lit(one.column)} then ${sql.id('s', cellColumn(one.column))}`)
  if (cases.length === 0) return sql`null::text`
  const raw = sql`case ${column} ${sql.join(cases, sql` `)} end`
  const correction = (condition: Sql) => sql`(select coalesce(k.new_value, '') from import_correction as k
      where k.import_id = ${run.id} and k."column" = ${column} and ${condition} order by k.id desc limit 1)`
  return sql`nullif(coalesce(
    ${correction(sql`k.row_no = s.row_no`)},
    ${correction(sql`k.row_no is null and coalesce(k.old_value, '') = coalesce(clean_cell(${raw}), '')`)},
    ${raw}), '')`
}

/** Problems of an import in row order, red before yellow, those of given rows or the first `limit` (null: all). */
export async function listProblems(
  db: Queryable,
  run: StoredImport,
  language: Language,
  which: { rows?: readonly number[]; severity?: 'red'; limit: number | null; labels?: Record<string, string> },
): Promise<ProblemWithIndex[]> {
  const { problem, rows } = stageTables(run)
  const found = await rowsOf<FoundProblem>(
    db,
    sql`select p.row_no as "row", p.column_index as "columnIndex", case p.severity when 'y' then 'yellow' else 'red' end as severity,
               p.code, p.value as told, p.target, ${cellSql(run, sql`p.column_index`)} as cell
          from ${problem} as p
          left join ${rows} as s on s.row_no = p.row_no
         where ${which.rows ? sql`p.row_no = any(${which.rows}::integer[])` : sql`true`}
           and ${which.severity ? sql`p.severity <> 'y'` : sql`true`}
         order by p.row_no, p.severity desc, p.column_index
         limit ${which.limit}`,
  )
  return found.map((one) => ({
    row: one.row,
    ...placeOfRow(run.dialect, one.row),
    column: one.columnIndex === null ? null : (run.columns[one.columnIndex]?.header ?? null),
    columnIndex: one.columnIndex,
    value: one.cell,
    severity: one.severity === 'yellow' ? 'yellow' : 'red',
    code: one.code,
    message: problemText(
      run,
      language,
      which.labels && isDuplicate(one) ? { ...one, told: which.labels[one.told ?? ''] ?? null } : one,
    ),
    ...candidateOf(one, which.labels),
  }))
}

const isDuplicate = ({ code }: Pick<FoundProblem, 'code'>) => code.startsWith('duplicate-')

/** The likely duplicate that a problem tells of, when its name may be told. */
function candidateOf(one: FoundProblem, labels: Record<string, string> = {}): Pick<ImportProblem, 'candidate'> {
  const label = isDuplicate(one) ? labels[one.told ?? ''] : undefined
  return label === undefined ? {} : { candidate: { id: Number(one.told), label } }
}

/** The names of the likely duplicates of rows, those that the actor may see. */
export async function duplicateLabels(
  db: Queryable,
  actor: Actor,
  run: StoredImport,
  rows: readonly number[],
): Promise<Record<string, string>> {
  const found = await rowsOf<{ id: number }>(
    db,
    sql`select distinct p.value::bigint as id from ${stageTables(run).problem} as p
         where p.code like 'duplicate-%' and p.row_no = any(${rows}::integer[])`,
  )
  const ids = found.map(({ id }) => id)
  return labelReferences(db, actor, run.entity, ids)
}

/** A problem in words, its field and value named. */
export function problemText(
  run: StoredImport,
  language: Language,
  one: Pick<FoundProblem, 'columnIndex' | 'code' | 'told' | 'target' | 'cell'>,
): string {
  if (!(one.code in errorTable)) return one.code
  const mapped = run.settings.columns.find((column) => column.column === one.columnIndex)?.target
  const target = findTarget(one.target ?? mapped ?? '')
  const params = target?.field
    ? faultParams(target.entity, target.field.key, one.cell ?? one.told, language)
    : { value: one.cell ?? one.told ?? '', field: target?.label[language] ?? '' }
  const header = one.columnIndex === null ? '' : (run.columns[one.columnIndex]?.header ?? '')
  return errorText(
    one.code,
    { other: one.told ?? '', ...params, ...(one.told ? { other: one.told } : {}), column: header, detail: header },
    language,
  )
}

/** Problems grouped by kind, column and cell, the most frequent of the worst first. */
export async function listProblemGroups(db: Queryable, run: StoredImport, language: Language) {
  const { problem, rows } = stageTables(run)
  const groups = await rowsOf<FoundProblem & { rows: number; firstRow: number; isAccepted: boolean }>(
    db,
    sql`with kind as (
          select p.severity, p.code, p.column_index, p.target, count(*) as n, min(p.row_no) as first_row from ${problem} as p group by 1, 2, 3, 4
        ), cell as (
          select p.severity, p.code, p.column_index, x.cell, count(*) as n, min(p.row_no) as first_row, max(p.value) as told
            from ${problem} as p
            left join ${rows} as s on s.row_no = p.row_no
            cross join lateral (select ${cellSql(run, sql`p.column_index`)} as cell) as x
           where p.column_index is not null and (p.severity, p.code, p.column_index) in (select k.severity, k.code, k.column_index from kind as k where k.n <= 100000)
           group by 1, 2, 3, 4
        ), counted as (
          select cell.*, count(*) over (partition by cell.severity, cell.code, cell.column_index) as variety from cell
        ), frequent as (
          -- A cell that recurs is a group of its own, to be mended once; so is each of a few.
          select counted.* from counted where counted.n > 1 or counted.variety <= 20
        ), rest as (
          -- What is left of a kind, its cells all different, is one group.
          select k.severity, k.code, k.column_index, k.target, k.first_row, k.n - coalesce(sum(f.n), 0) as n
            from kind as k
            left join frequent as f on f.severity = k.severity and f.code = k.code and f.column_index = k.column_index
           group by k.severity, k.code, k.column_index, k.target, k.first_row, k.n
        )
        select case g.severity when 'y' then 'yellow' else 'red' end as severity, g.code, g.column_index as "columnIndex", g.cell, g.n::integer as rows, g.first_row as "firstRow", g.told, g.target,
               ${isAccepted(run.id, 'g')} as "isAccepted"
          from (
            select f.severity, f.code, f.column_index, f.cell, f.n, f.first_row, f.told, null as target from frequent as f
            union all
            select r.severity, r.code, r.column_index, null, r.n, r.first_row, null, r.target from rest as r where r.n > 0
          ) as g
         order by g.severity = 'y', g.n desc, g.code, g.cell
         limit ${mostProblemGroups}`,
  )
  return groups.map((one) => ({
    severity: one.severity,
    code: one.code,
    column: one.columnIndex === null ? null : (run.columns[one.columnIndex]?.header ?? null),
    columnIndex: one.columnIndex,
    value: one.cell,
    message: problemText(run, language, { ...one, cell: one.cell ?? '…', told: isDuplicate(one) ? '…' : one.told }),
    rows: one.rows,
    firstRow: one.firstRow,
    firstSheet: placeOfRow(run.dialect, one.firstRow).sheet,
    firstLine: placeOfRow(run.dialect, one.firstRow).line,
    isAccepted: one.isAccepted,
  }))
}
