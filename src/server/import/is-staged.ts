import { firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import type { StoredImport } from './find-import.ts'
import { stageTables } from './plan/stage-tables.ts'

/** Whether the file's rows, and with them what was planned from them, still stand: a crash of PostgreSQL empties unlogged tables. */
export async function isStaged(db: Queryable, run: Pick<StoredImport, 'id' | 'generation' | 'rows'>): Promise<boolean> {
  const { rowsName, faultsName, rows } = stageTables(run)
  const found = await firstRow<{ exists: boolean }>(
    db,
    sql`select to_regclass(${rowsName}) is not null and to_regclass(${faultsName}) is not null as exists`,
  )
  if (!found?.exists) return false
  return run.rows === 0 || (await firstRow(db, sql`select from ${rows} limit 1`)) !== undefined
}
