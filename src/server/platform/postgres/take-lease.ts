import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { PostgresConnection, PostgresLog } from './embedded-postgres.ts'
import { connectTo } from './server-connection.ts'

/** The sign that this process uses the server: a connection, which ends with the process however that dies. */
export type Lease = {
  /** How many other processes use the server; undefined when it can no longer be asked. */
  countOthers(): Promise<number | undefined>
  release(): Promise<void>
}

const leaseName = 'rafale lease'

/** This process counts among the users of the server until it releases the lease; a broken connection is made again. */
export async function takeLease(connection: PostgresConnection, log: PostgresLog): Promise<Lease> {
  const lease: { client: pg.Client | undefined; isReleased: boolean } = { client: undefined, isReleased: false }
  lease.client = await hold()
  return {
    async countOthers() {
      const sql = `select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()`
      const result = await lease.client?.query<{ others: number }>(sql, [leaseName]).catch(() => undefined)
      return result?.rows[0]?.others
    },
    async release() {
      lease.isReleased = true
      await lease.client?.end().catch(() => undefined)
    },
  }

  async function hold(): Promise<pg.Client> {
    const client = await connectTo(connection, { application_name: leaseName })
    client.once('end', () => void renew())
    return client
  }

  async function renew(): Promise<void> {
    lease.client = undefined
    if (!lease.isReleased) log.error('The connection to PostgreSQL broke; trying to connect again')
    while (!lease.isReleased && !lease.client) {
      await sleep(1_000, undefined, { ref: false })
      lease.client = await hold().catch(() => undefined)
    }
    if (lease.isReleased) await lease.client?.end().catch(() => undefined)
  }
}
