import { Readable } from 'node:stream'
import type { Pool } from 'pg'
import type { Language } from '../../shared/errors/rafale-error.ts'
import { joined, rowsOf, sql } from '../platform/database/sql.ts'
import { csvRow } from '../platform/files/write-csv.ts'
import type { StoredImport } from './find-import.ts'
import { placeOfRow } from './formats/sheet-rows.ts'
import { listProblems } from './list-problems.ts'
import { cellColumn, stageTables } from './plan/stage-tables.ts'
import { splitWritten } from './written-cells.ts'

const pageSize = 500
/** The columns that are added: where a row stood, and why it was refused. */
const addedHeaders = {
  fr: ['Ligne du fichier', 'Motif du refus'],
  en: ['Line of the file', 'Reason for refusal'],
} as const

/**
 * The refused rows as CSV (UTF-8 with BOM, `;`): the file's own columns as they were, then the line and the reasons. A row
 * that could not be read has the cells that stood in its line; those beyond the columns come last, under no title.
 */
export function refusedRows(pool: Pool, run: StoredImport, language: Language): Readable {
  return Readable.from(lines(pool, run, language))
}

async function* lines(pool: Pool, run: StoredImport, language: Language): AsyncGenerator<string> {
  const columns = ownColumns(run)
  yield `\uFEFF${csvRow([...columns.map(({ header }) => header), ...addedHeaders[language]])}`
  for (let after = 0; ;) {
    const page = await readPage(pool, run, after)
    if (page.length === 0) return
    const reasons = await readReasons(pool, run, language, page)
    for (const { row, written, ...cells } of page) {
      const all = written === null ? undefined : splitWritten(written)
      yield csvRow([
        ...columns.map(({ column }) => (all ? all[column] : cells[`c${column}`]) ?? ''),
        lineOf(run, row),
        (reasons.get(row) ?? []).join(' | '),
        ...(all?.slice(run.columns.length) ?? []),
      ])
    }
    after = page.at(-1)?.row ?? after
  }
}

/** Without what an earlier file of refused rows had added, when this file is one, corrected. */
function ownColumns({ columns, settings }: StoredImport): StoredImport['columns'] {
  const added = new Set<string>(Object.values(addedHeaders).flat())
  const fed = new Set(settings.columns.flatMap(({ column, target }) => (target === null ? [] : [column])))
  return columns.filter(({ column, header }) => !added.has(header) || fed.has(column))
}

type RefusedRow = { row: number; written: string | null } & { [cell: `c${number}`]: string | null }

function readPage(pool: Pool, run: StoredImport, after: number): Promise<RefusedRow[]> {
  const { outcome, rows } = stageTables(run)
  const cells = run.columns.map(({ column }) => sql`${sql.id('s', cellColumn(column))} as ${sql.id(`c${column}`)}`)
  return rowsOf<RefusedRow>(
    pool,
    sql`select ${joined([sql`s.row_no as "row", s.written`, ...cells])}
          from ${outcome} as o
          join ${rows} as s on s.row_no = o.row_no
         where o.outcome = 'r' and o.row_no > ${after}
         order by o.row_no
         limit ${pageSize}`,
  )
}

/** By row, why it was refused. */
async function readReasons(
  pool: Pool,
  run: StoredImport,
  language: Language,
  page: readonly RefusedRow[],
): Promise<Map<number, string[]>> {
  const numbers = page.map(({ row }) => row)
  const problems = await listProblems(pool, run, language, { rows: numbers, severity: 'red', limit: null })
  const reasons = new Map<number, string[]>()
  for (const { row, column, message } of problems) {
    reasons.set(row, [...(reasons.get(row) ?? []), column ? `${column} : ${message}` : message])
  }
  return reasons
}

/** As on screen; in an import of several sheets, which of them too. */
function lineOf({ dialect }: StoredImport, row: number): string {
  const { sheet, line } = placeOfRow(dialect, row)
  return sheet === null ? String(line) : `${sheet}!${line}`
}
