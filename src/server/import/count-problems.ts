import { onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import { stageTables } from './plan/stage-tables.ts'

/** How many problems the last plan of an import found, in all. */
export async function countProblems(db: Queryable, importId: number): Promise<number> {
  const { total } = await onlyRow<{ total: number }>(
    db,
    sql`select count(*) as total from ${stageTables(importId).problem}`,
  )
  return total
}
