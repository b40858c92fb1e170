import type { Pool } from 'pg'
import { execute, onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { StoredImport } from './find-import.ts'
import { cellColumn, stageTables } from './plan/stage-tables.ts'

export type Correction = {
  column: number
  row?: number | undefined
  from?: string | null | undefined
  to: string | null
}

/** A cell, or every cell that now holds a value, is read as corrected from the next check on; how many rows that is. */
export function correctImport(pool: Pool, run: StoredImport, correction: Correction): Promise<number> {
  const { row } = correction
  return inTransaction(pool, async (client) => {
    const hits =
      row === undefined
        ? await correctValue(client, run, correction)
        : await correctCell(client, run, { ...correction, row })
    await reopen(client, run)
    return hits
  })
}

async function correctCell(client: Queryable, run: StoredImport, { column, row, to }: Correction & { row: number }) {
  await execute(
    client,
    sql`delete from import_correction where import_id = ${run.id} and "column" = ${column} and row_no = ${row}`,
  )
  await execute(
    client,
    sql`insert into import_correction (import_id, "column", row_no, old_value, new_value)
        values (${run.id}, ${column}, ${row}, null, ${to})`,
  )
  return 1
}

/** A value that came of earlier corrections is corrected where they are: `old_value` is always the file's own. */
async function correctValue(client: Queryable, run: StoredImport, { column, from = null, to }: Correction) {
  const { rows } = stageTables(run)
  const cell = sql`coalesce(clean_cell(${sql.id('s', cellColumn(column))}), '')`
  const mine = sql`k.import_id = ${run.id} and k."column" = ${column}`
  const { hits } = await onlyRow<{ hits: number }>(
    client,
    sql`select count(*) as hits from ${rows} as s
         where ${cell} = ${from ?? ''}
            or ${cell} in (select coalesce(k.old_value, '') from import_correction as k
                            where ${mine} and k.row_no is null and coalesce(k.new_value, '') = ${from ?? ''})
            or s.row_no in (select k.row_no from import_correction as k
                             where ${mine} and k.row_no is not null and coalesce(k.new_value, '') = ${from ?? ''})`,
  )
  await execute(
    client,
    sql`delete from import_correction as k where ${mine} and k.row_no is null and coalesce(k.old_value, '') = ${from ?? ''}`,
  )
  await execute(
    client,
    sql`update import_correction as k set new_value = ${to} where ${mine} and coalesce(k.new_value, '') = ${from ?? ''}`,
  )
  await execute(
    client,
    sql`insert into import_correction (import_id, "column", row_no, old_value, new_value)
        values (${run.id}, ${column}, null, ${from}, ${to})`,
  )
  return hits
}

export type Skip = {
  isSkipped: boolean
  rows?: number[] | undefined
  severity?: 'red' | 'yellow' | undefined
  code?: string | undefined
}

/** Rows are left out of the import, or taken back into it (all of them unless it is said which), from the next check on; how many. */
export function skipRows(pool: Pool, run: StoredImport, skip: Skip): Promise<number> {
  const { problem, rows } = stageTables(run)
  const chosen =
    skip.rows !== undefined
      ? sql`select s.row_no from ${rows} as s where s.row_no = any(${skip.rows}::integer[])`
      : sql`select distinct p.row_no from ${problem} as p
             where ${skip.severity === undefined ? sql`true` : sql`(p.severity = 'y') = ${skip.severity === 'yellow'}`}
               and ${skip.code === undefined ? sql`true` : sql`p.code = ${skip.code}`}`
  const isOfSome = [skip.rows, skip.severity, skip.code].some((one) => one !== undefined)
  return inTransaction(pool, async (client) => {
    const changed = skip.isSkipped
      ? await execute(
          client,
          sql`insert into import_skip (import_id, row_no) select ${run.id}, chosen.row_no from (${chosen}) as chosen on conflict do nothing`,
        )
      : await execute(
          client,
          sql`delete from import_skip where import_id = ${run.id} and ${isOfSome ? sql`row_no in (${chosen})` : sql`true`}`,
        )
    await reopen(client, run)
    return changed
  })
}

/** What was checked no longer holds: the import is to be checked again before it is applied. */
export async function reopen(client: Parameters<typeof execute>[0], run: StoredImport): Promise<void> {
  await execute(
    client,
    sql`update import_run set planned_at_position = null, revision = revision + 1, touched_at = now() where id = ${run.id}`,
  )
}
