import type { Pool, PoolClient } from 'pg'
import type { CustomField } from '../../shared/catalogue/custom-field.ts'
import { declareCustomField } from '../../shared/catalogue/custom-field.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { columnTypeOf, tableOf } from '../records/entity-table.ts'

const attempts = 5
const lockNotAvailable = '55P03'

/**
 * Runs `work` in a transaction that waits at most 2 s for each lock: adding a column waits for whoever writes records,
 * and everybody waits behind it. Tried five times, then 'busy-elsewhere'.
 */
export async function withShortLocks<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      return await inTransaction(pool, async (client) => {
        await execute(client, sql`set local lock_timeout = '2s'`)
        return work(client)
      })
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable) throw error
      if (attempt === attempts) throw new RafaleError('busy-elsewhere')
    }
  }
}

/** The record's table has the column of the custom field, empty; instant at any size, for nothing is written to rows. */
export async function addCustomColumn(client: PoolClient, custom: CustomField): Promise<void> {
  const field = declareCustomField(custom)
  await execute(
    client,
    sql`alter table ${tableOf(field.entity)} add column ${sql.id(field.column)} ${columnTypeOf(field)}`,
  )
}
