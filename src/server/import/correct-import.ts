import type { Pool } from 'pg'
import { execute, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { StoredImport } from './find-import.ts'
import { cellColumn, stageTables } from './plan/stage-tables.ts'

export type Correction = {
  column: number
  row?: number | undefined
  from?: string | null | undefined
  to: string | null
}

/** A cell, or every equal value of a column, is read as corrected from the next check on; how many rows that is. */
export function correctImport(pool: Pool, run: StoredImport, correction: Correction): Promise<number> {
  const { column, row, from = null, to } = correction
  const { rows } = stageTables(run.id)
  return inTransaction(pool, async (client) => {
    await execute(
      client,
      sql`delete from import_correction
           where import_id = ${run.id} and "column" = ${column} and row_no is not distinct from ${row ?? null}::integer
             and ${row === undefined ? sql`coalesce(old_value, '') = ${from ?? ''}` : sql`true`}`,
    )
    await execute(
      client,
      sql`insert into import_correction (import_id, "column", row_no, old_value, new_value)
          values (${run.id}, ${column}, ${row ?? null}, ${row === undefined ? from : null}, ${to})`,
    )
    await reopen(client, run)
    const cell = sql.id('s', cellColumn(column))
    const { hits } = await onlyRow<{ hits: number }>(
      client,
      sql`select count(*) as hits from ${rows} as s
           where ${row === undefined ? sql`coalesce(clean_cell(${cell}), '') = ${from ?? ''}` : sql`s.row_no = ${row}`}`,
    )
    return hits
  })
}

export type Skip = {
  isSkipped: boolean
  rows?: number[] | undefined
  severity?: 'red' | 'yellow' | undefined
  code?: string | undefined
}

/** Rows are left out of the import, or taken back into it, from the next check on; how many. */
export function skipRows(pool: Pool, run: StoredImport, skip: Skip): Promise<number> {
  const { problem, rows } = stageTables(run.id)
  const chosen =
    skip.rows !== undefined
      ? sql`select s.row_no from ${rows} as s where s.row_no = any(${skip.rows}::integer[])`
      : sql`select distinct p.row_no from ${problem} as p
             where ${skip.severity === undefined ? sql`true` : sql`(p.severity = 'y') = ${skip.severity === 'yellow'}`}
               and ${skip.code === undefined ? sql`true` : sql`p.code = ${skip.code}`}`
  return inTransaction(pool, async (client) => {
    const changed = skip.isSkipped
      ? await execute(
          client,
          sql`insert into import_skip (import_id, row_no) select ${run.id}, chosen.row_no from (${chosen}) as chosen on conflict do nothing`,
        )
      : await execute(client, sql`delete from import_skip where import_id = ${run.id} and row_no in (${chosen})`)
    await reopen(client, run)
    return changed
  })
}

/** What was checked no longer holds: the import is to be checked again before it is applied. */
async function reopen(client: Parameters<typeof execute>[0], run: StoredImport): Promise<void> {
  await execute(client, sql`update import_run set planned_at_position = null where id = ${run.id}`)
}
