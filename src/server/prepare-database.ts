import { runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'
import { migrate } from './platform/database/migrate.ts'
import { loadCustomFields } from './custom-fields/load-custom-fields.ts'
import { seed } from './seed/seed.ts'

/**
 * The database has the tables of this version, the job queue, and what an installation starts with (true when it was
 * empty of that), and the catalogue of this process its custom fields.
 */
export async function prepareDatabase(pool: Pool): Promise<boolean> {
  await migrate(pool)
  await runMigrations({ pgPool: pool })
  const isFirst = await seed(pool)
  await loadCustomFields(pool)
  return isFirst
}
