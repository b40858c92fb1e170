import { runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'
import { migrate } from './platform/database/migrate.ts'
import { seed } from './seed/seed.ts'

/** The database has the tables of this version, the job queue, and what an installation starts with; true when it was empty of that. */
export async function prepareDatabase(pool: Pool): Promise<boolean> {
  await migrate(pool)
  await runMigrations({ pgPool: pool })
  return seed(pool)
}
