import type { Pool } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { firstRow, sql } from '../platform/database/sql.ts'

/** Tables of which one row is enough for somebody to miss it. */
const telling = ['app_user', 'company', 'contact', 'change_set', 'import_run', 'stored_file']

/**
 * The database has none of our tables: those of an installation that nobody used yet are taken away. Throws
 * 'backup-target-in-use', with nothing done, when there is anything that one would miss, or tables of others.
 */
export async function emptyDatabase(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const names = new Set(rows.map(({ name }) => name))
  if (names.size === 0) return
  if (!names.has('migration')) throw new RafaleError('backup-target-in-use')
  for (const table of telling.filter((name) => names.has(name))) {
    if (await firstRow(pool, sql`select from ${sql.id('public', table)} limit 1`)) {
      throw new RafaleError('backup-target-in-use')
    }
  }
  await pool.query(`
    drop schema if exists stage cascade;
    drop schema if exists graphile_worker cascade;
    drop schema public cascade;
    create schema public`)
}
