/** Before the database tests: one PostgreSQL for all of them, with a migrated database, job queue included, to clone; gone afterwards. */
import { runMigrations } from 'graphile-worker'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/server/platform/database/migrate.ts'
import { connectionSettings, openPool } from '../src/server/platform/database/open-database.ts'
import { startEmbeddedPostgres, type PostgresConnection } from '../src/server/platform/postgres/embedded-postgres.ts'
import { silentLog } from './silent-log.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of the tests, on its template database. */
    templateDatabase: PostgresConnection
  }
}

/** Nothing of a test outlives it, so nothing has to reach the disk. */
const unsafeButFast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' }

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog, settings: unsafeButFast })
  const pool = openPool(connectionSettings(server.connection), 2, silentLog)
  try {
    await migrate(pool)
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
  project.provide('templateDatabase', server.connection)

  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
