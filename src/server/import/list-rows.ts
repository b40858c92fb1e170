import type { z } from 'zod'
import type { listImportRows as contract } from '../../shared/contract/import-row.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { allOf, firstRow, joined, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { labelReferences } from '../records/read/label-references.ts'
import type { StoredImport } from './find-import.ts'
import { placeOfRow } from './formats/sheet-rows.ts'
import { cellSql, duplicateLabels, listProblems } from './list-problems.ts'
import { isAccepted } from './plan/settle-outcomes.ts'
import { cellColumn, stageTables, type StageTables } from './plan/stage-tables.ts'
import { splitWritten } from './written-cells.ts'

type Request = z.infer<NonNullable<typeof contract.query>>
type Found = Record<string, string | null> & {
  row: never
  outcome: never
  isSkipped: never
  written: string | null
  choice: never
  group: string | null
}

const outcomes: Record<string, 'created' | 'updated' | 'unchanged' | 'skipped' | 'refused'> = {
  c: 'created',
  u: 'updated',
  n: 'unchanged',
  s: 'skipped',
  r: 'refused',
}
const pageSize = 100

/** A page of the file's rows as they stand, with their problems and outcome; by severity, kind or column of problem. */
export async function listRows(
  db: Queryable,
  actor: Actor,
  run: StoredImport,
  request: Request,
): Promise<z.infer<typeof contract.result>> {
  const tables = stageTables(run)
  const { after = 0 } = request
  const isPlanned = await firstRow<{ exists: boolean }>(
    db,
    sql`select to_regclass(${`stage.${tables.partName('outcome')}`}) is not null as exists`,
  )
  const found = await rowsOf<Found>(
    db,
    sql`select s.row_no as "row", s.written, choice.record_id as choice, skip.row_no is not null as "isSkipped", ${isPlanned?.exists ? sql`o.outcome::text, o.gkey` : sql`null::text as outcome, null::text`} as "group",
               ${joined(run.columns.map(({ column }) => sql`${sql.id('s', cellColumn(column))} as ${sql.id(`c${column}`)}`))}
          from ${tables.rows} as s
          left join import_choice as choice on choice.import_id = ${run.id} and choice.row_no = s.row_no
          left join import_skip as skip on skip.import_id = ${run.id} and skip.row_no = s.row_no
          ${isPlanned?.exists ? sql`left join ${tables.outcome} as o on o.row_no = s.row_no` : sql``}
         where s.row_no > ${after}
           and ${isPlanned?.exists ? allOf(conditions(run, tables, request)) : request.severity === 'skipped' ? sql`skip.row_no is not null` : sql`true`}
         order by s.row_no
         limit ${pageSize + 1}`,
  )
  const page = found.slice(0, pageSize)
  const numbers = page.map((row) => row.row as number)
  const problems =
    isPlanned?.exists && numbers.length > 0
      ? await listProblems(db, run, actor.language, {
          rows: numbers,
          limit: null,
          labels: await duplicateLabels(db, actor, run, numbers),
        })
      : []
  const chosen = await labelChoices(db, actor, run, page)
  const corrections = await readCorrections(db, run.id, numbers)
  return {
    rows: page.map((row) => {
      const number = row.row as number
      const read = run.columns.map(({ column }) => row[`c${column}`] ?? null)
      // A row that was not read has no cells, but for what stood in its line.
      const isUnread = row.written !== null && read.every((cell) => cell === null)
      const written = row.written === null ? [] : splitWritten(row.written)
      const raw = isUnread ? read.map((_, column) => written[column] || null) : read
      const cells = [...raw]
      const corrected: number[] = []
      for (const fix of isUnread ? [] : corrections) {
        const isHit =
          fix.rowNo === number || (fix.rowNo === null && (fix.oldValue ?? '') === (raw[fix.column] ?? '').trim())
        if (!isHit) continue
        cells[fix.column] = fix.newValue
        if (!corrected.includes(fix.column)) corrected.push(fix.column)
      }
      return {
        row: number,
        ...placeOfRow(run.dialect, number),
        cells,
        corrected,
        isUnread,
        isSkipped: row.isSkipped,
        group: row.group,
        choice: chosen.get(row.choice) ?? null,
        outcome: outcomes[row.outcome as string] ?? null,
        problems: problems.filter((problem) => problem.row === number),
      }
    }),
    next: found.length > pageSize ? (numbers.at(-1) ?? null) : null,
  }
}

type Choice = { id: number; label: string }

/** By id, the records that rows of a page were said to update, those that the actor may see. */
async function labelChoices(
  db: Queryable,
  actor: Actor,
  { entity }: StoredImport,
  page: readonly Found[],
): Promise<Map<number, Choice>> {
  const ids = page.flatMap(({ choice }) => (choice === null ? [] : [choice as number]))
  const labels = await labelReferences(db, actor, entity, ids)
  return new Map(ids.flatMap((id) => (labels[id] === undefined ? [] : [[id, { id, label: labels[id] }]])))
}

/** What rows must be to be asked for, once they have outcomes: `o`, `skip` and `s` are theirs. */
function conditions(run: StoredImport, { problem }: StageTables, request: Request): Sql[] {
  const { severity, code, columnIndex, value } = request
  const yellow = sql`exists (select from ${problem} as p where p.row_no = s.row_no and p.severity = 'y' and not ${isAccepted(run.id, 'p')})`
  const bySeverity = {
    red: sql`o.outcome = 'r'`,
    yellow: sql`o.outcome in ('c', 'u', 'n') and ${yellow}`,
    ready: sql`o.outcome in ('c', 'u', 'n') and not ${yellow}`,
    skipped: sql`(o.outcome = 's' or skip.row_no is not null)`,
  }
  const ofProblem = [
    ...(code !== undefined ? [sql`p.code = ${code}`] : []),
    ...(columnIndex !== undefined ? [sql`p.column_index = ${columnIndex}`] : []),
    ...(value !== undefined ? [sql`${cellSql(run, sql`p.column_index`)} = ${value}`] : []),
  ]
  return [
    ...(severity ? [bySeverity[severity]] : []),
    ...(ofProblem.length > 0
      ? [sql`exists (select from ${problem} as p where p.row_no = s.row_no and ${allOf(ofProblem)})`]
      : []),
  ]
}

type Correction = { column: number; rowNo: number | null; oldValue: string | null; newValue: string | null }

/** Corrections of these rows and of equal values; those of one row last, for they win. */
function readCorrections(db: Queryable, importId: number, rows: readonly number[]): Promise<Correction[]> {
  return rowsOf<Correction>(
    db,
    sql`select k."column", k.row_no as "rowNo", k.old_value as "oldValue", k.new_value as "newValue"
          from import_correction as k
         where k.import_id = ${importId} and (k.row_no is null or k.row_no = any(${rows}::integer[]))
         order by k.row_no is not null, k.id`,
  )
}
