import { Readable } from 'node:stream'
import type { Pool } from 'pg'
import type { Language } from '../../shared/errors/rafale-error.ts'
import { joined, rowsOf, sql } from '../platform/database/sql.ts'
import type { StoredImport } from './find-import.ts'
import { listProblems } from './list-problems.ts'
import { cellColumn, stageTables } from './plan/stage-tables.ts'
import { csvRow } from '../platform/files/write-csv.ts'

const pageSize = 500
const reasonHeader = { fr: 'Motif du refus', en: 'Reason for refusal' }

/** The refused rows as CSV (UTF-8 with BOM, `;`): the file's own columns as they were, the reasons last. */
export function refusedRows(pool: Pool, run: StoredImport, language: Language): Readable {
  return Readable.from(lines(pool, run, language))
}

async function* lines(pool: Pool, run: StoredImport, language: Language): AsyncGenerator<string> {
  const tables = stageTables(run)
  yield `\uFEFF${csvRow([...run.columns.map((column) => column.header), reasonHeader[language]])}`
  for (let after = 0; ;) {
    const page = await rowsOf<Record<string, string | null> & { row: never }>(
      pool,
      sql`select ${joined([sql`s.row_no as "row"`, ...run.columns.map(({ column }) => sql`${sql.id('s', cellColumn(column))} as ${sql.id(`c${column}`)}`)])}
            from ${tables.outcome} as o
            join ${tables.rows} as s on s.row_no = o.row_no
           where o.outcome = 'r' and o.row_no > ${after}
           order by o.row_no
           limit ${pageSize}`,
    )
    if (page.length === 0) return
    const numbers = page.map((row) => row.row)
    const problems = await listProblems(pool, run, language, { rows: numbers, severity: 'red', limit: null })
    const reasons = new Map<number, string[]>()
    for (const { row, column, message } of problems) {
      reasons.set(row, [...(reasons.get(row) ?? []), column ? `${column} : ${message}` : message])
    }
    for (const row of page) {
      yield csvRow([
        ...run.columns.map(({ column }) => row[`c${column}`] ?? ''),
        (reasons.get(row.row) ?? []).join(' | '),
      ])
    }
    after = numbers.at(-1) ?? after
  }
}
