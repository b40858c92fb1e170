import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres, type PostgresLog } from '../postgres/embedded-postgres.ts'
import { checkServer } from './check-server.ts'
import { pgTypes } from './pg-types.ts'

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'databasePool' | 'timezone'>

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
  const target = embedded ? embedded.connection : { connectionString: config.databaseUrl }
  const connection = connectionSettings(target, config.timezone)
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

/**
 * Our way of talking to any server: our types, and moments in UTC whatever its own time zone. The one that days begin in
 * is told for `today()`.
 */
export function connectionSettings(target: pg.ClientConfig, timezone = 'Europe/Paris'): pg.ClientConfig {
  const options = `-c timezone=UTC -c datestyle=ISO -c rafale.timezone=${timezone}`
  return { ...target, types: pgTypes, application_name: 'rafale', options }
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
