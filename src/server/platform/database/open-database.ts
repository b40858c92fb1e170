import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres, type PostgresLog } from '../postgres/embedded-postgres.ts'
import { checkServer } from './check-server.ts'
import { pgTypes } from './pg-types.ts'

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'databasePool'>

export type Database = {
  pool: pg.Pool
  /** What the pool was opened with, for a client that needs a connection of its own (LISTEN, a restore). */
  connection: pg.ClientConfig
  /** Closes the pool, and leaves the embedded server, which stops when we are the last to use it. Twice is as once. */
  close(): Promise<void>
}

/**
 * A database that answers, from DATABASE_URL or else the embedded server, which is started when it does not run. Its
 * tables are made by `migrate`. Throws an error that says what to do when it cannot be had.
 */
export async function openDatabase(config: DatabaseConfig, log: PostgresLog): Promise<Database> {
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir, log })
  const connection = connectionSettings(embedded ? embedded.connection : { connectionString: config.databaseUrl })
  const pool = openPool(connection, config.databasePool, log)
  try {
    if (!embedded) await checkServer(pool, log)
  } catch (error) {
    await pool.end()
    throw error
  }
  let closing: Promise<void> | undefined
  return { pool, connection, close: () => (closing ??= close()) }

  async function close(): Promise<void> {
    await pool.end()
    await embedded?.stop()
  }
}

/** Our way of talking to any server: our types, and moments in UTC whatever its own time zone. */
export function connectionSettings(target: pg.ClientConfig): pg.ClientConfig {
  return { ...target, types: pgTypes, application_name: 'rafale', options: '-c timezone=UTC -c datestyle=ISO' }
}

/** A pool that logs the connections it loses, idle or in use, rather than ending the process for one. */
export function openPool(connection: pg.ClientConfig, max: number, log: PostgresLog): pg.Pool {
  const pool = new pg.Pool({ ...connection, max, connectionTimeoutMillis: 30_000 })
  pool.on('error', (error) => log.error({ error: error.message }, 'An idle connection to PostgreSQL was lost'))
  pool.on('connect', (client) =>
    client.on('error', (error) => log.error({ error: error.message }, 'A connection to PostgreSQL was lost')),
  )
  return pool
}
