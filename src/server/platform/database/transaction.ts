import type { Pool, PoolClient } from 'pg'

/** Runs `work` in one transaction of its own connection: committed when it returns, undone when it throws. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

const retried = new Set(['40P01', '40001'])

/** The same, begun again up to three times when PostgreSQL chose it as the victim of a deadlock. */
export async function inRetriedTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(pool, work)
    } catch (error) {
      if (attempt === 3 || !retried.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}
