import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { connectionSettings, openPool } from '../../src/server/platform/database/open-database.ts'
import { startEmbeddedPostgres } from '../../src/server/platform/postgres/embedded-postgres.ts'
import { prepareDatabase } from '../../src/server/prepare-database.ts'
import type { StatementLog } from './statement-log.ts'

const log = pino({ level: 'silent' })

/** A PostgreSQL of the bench's own, with the settings of production, and its databases. */
export type BenchServer = {
  /** Where files of the bench go, beside PostgreSQL's; gone with the server. */
  directory: string
  /** Version of PostgreSQL. */
  version: string
  /** A migrated and seeded database of that name exists, without a record. */
  createEmpty(name: string): Promise<void>
  /** A byte for byte copy of a database nobody is connected to; one of that name from before is gone. */
  clone(template: string, name: string): Promise<void>
  drop(name: string): Promise<void>
  exists(name: string): Promise<boolean>
  /** `work` has a pool on the database, closed afterwards; its statements go to `statements`. */
  withDatabase<T>(name: string, work: (pool: pg.Pool) => Promise<T>, statements?: StatementLog): Promise<T>
  stop(): Promise<void>
}

/** Plans come as notices, where the statement log picks them up. */
const planSettings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '100',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_level': 'notice',
}

export async function startBenchServer({ withPlans }: { withPlans: boolean }): Promise<BenchServer> {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-bench-'))
  const server = await startEmbeddedPostgres({
    dataDir: directory,
    log,
    settings: withPlans ? planSettings : {},
  })
  const admin = new pg.Client({ ...server.connection, database: 'postgres' })
  await admin.connect()
  const { rows } = await admin.query<{ version: string }>(`select current_setting('server_version') as version`)
  let stopping: Promise<void> | undefined
  return {
    directory,
    version: rows[0]?.version ?? '',
    clone,
    drop,
    withDatabase,
    exists: async (name) => (await admin.query('select from pg_database where datname = $1', [name])).rowCount === 1,
    createEmpty: async (name) => {
      await drop(name)
      await admin.query(`create database ${name}`)
      await withDatabase(name, prepareDatabase)
    },
    stop: () => (stopping ??= stop()),
  }

  async function stop(): Promise<void> {
    await admin.end()
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  }

  async function clone(template: string, name: string): Promise<void> {
    await drop(name)
    await admin.query(`create database ${name} template ${template} strategy file_copy`)
  }

  /** Not by force: that may not end an autovacuum worker, and without it PostgreSQL does so itself. */
  async function drop(name: string): Promise<void> {
    await admin.query(`drop database if exists ${name}`)
  }

  async function withDatabase<T>(
    name: string,
    work: (pool: pg.Pool) => Promise<T>,
    statements?: StatementLog,
  ): Promise<T> {
    const pool = openPool(connectionSettings({ ...server.connection, database: name }), 10, log)
    if (statements) pool.on('connect', (client) => statements.watch(client))
    try {
      return await work(pool)
    } finally {
      await pool.end()
    }
  }
}
