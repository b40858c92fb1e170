import { randomBytes } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'

/** What `work` finds out in a transaction that leaves nothing behind; `name` is a name no other one has, for its tables. */
export async function rolledBack<T>(pool: Pool, work: (client: PoolClient, name: string) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    return await work(client, `preview_${randomBytes(6).toString('hex')}`)
  } finally {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    client.release(broken)
  }
}
