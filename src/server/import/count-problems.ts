import { onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import { stageTables, type StagedImport } from './plan/stage-tables.ts'

/** How many problems the last plan of an import found, in all. */
export async function countProblems(db: Queryable, run: StagedImport): Promise<number> {
  const { total } = await onlyRow<{ total: number }>(db, sql`select count(*) as total from ${stageTables(run).problem}`)
  return total
}
