import type { Pool, PoolClient } from 'pg'
import { locks } from '../../platform/database/locks.ts'
import { execute, sql } from '../../platform/database/sql.ts'
import { tuneForBulk } from '../../platform/database/tune-for-bulk.ts'
import type { StoredImport } from '../find-import.ts'
import { stageTables, type StageTables } from '../plan/stage-tables.ts'

/** Runs `work` on staging tables of its own, none of which is left; one probe of an import at a time. */
export async function probing<T>(
  pool: Pool,
  run: Pick<StoredImport, 'id' | 'rows'>,
  work: (client: PoolClient, tables: StageTables) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await execute(client, sql`select pg_advisory_xact_lock(${locks.importProbe}, ${run.id})`)
    await tuneForBulk(client, run.rows ?? 0)
    return await work(client, stageTables({ id: run.id, generation: 0 }))
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}
