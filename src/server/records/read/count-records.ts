import { onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { selectionSql, type Selection } from './selection-sql.ts'

/** The exact number of visible records of a selection. */
export async function countRecords(db: Queryable, actor: Actor, selection: Selection): Promise<number> {
  const { total } = await onlyRow<{ total: number }>(
    db,
    sql`select count(*) as total ${selectionSql(selection, actor)}`,
  )
  return total
}
