import type { Pool } from 'pg'
import { execute, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { reopen } from './correct-import.ts'
import type { StoredImport } from './find-import.ts'
import { countToCheck } from './plan/settle-outcomes.ts'
import { stageTables } from './plan/stage-tables.ts'

/** A row speaks of that record from the next check on, whatever its keys find; null takes the word back. */
export function chooseRecord(pool: Pool, run: StoredImport, row: number, record: number | null): Promise<void> {
  return inTransaction(pool, async (client) => {
    await execute(client, sql`delete from import_choice where import_id = ${run.id} and row_no = ${row}`)
    if (record !== null)
      await execute(
        client,
        sql`insert into import_choice (import_id, row_no, record_id) values (${run.id}, ${row}, ${record})`,
      )
    await reopen(client, run)
  })
}

export type Acceptance = { code: string; columnIndex: number | null; isAccepted: boolean }

/** A kind of yellow problem is accepted, or no longer; how many rows are left to look at. Nothing is checked anew. */
export function acceptProblems(pool: Pool, run: StoredImport, given: Acceptance): Promise<number> {
  const { code, columnIndex, isAccepted } = given
  return inTransaction(pool, async (client) => {
    await execute(
      client,
      isAccepted
        ? sql`insert into import_acceptance (import_id, code, column_index) values (${run.id}, ${code}, ${columnIndex}) on conflict do nothing`
        : sql`delete from import_acceptance
               where import_id = ${run.id} and code = ${code} and column_index is not distinct from ${columnIndex}::integer`,
    )
    const { toCheck } = await onlyRow<{ toCheck: number }>(
      client,
      sql`select ${countToCheck(stageTables(run))} as "toCheck"`,
    )
    await execute(
      client,
      sql`update import_run set recap = jsonb_set(recap, '{toCheck}', to_jsonb(${toCheck}::integer)) where id = ${run.id} and recap is not null`,
    )
    return toCheck
  })
}
