import { onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'

/** The place in the log of the last change set that was committed; 0 before the first. */
export async function logPosition(db: Queryable): Promise<number> {
  const { position } = await onlyRow<{ position: number }>(
    db,
    sql`select coalesce(max(position), 0) as position from change_set`,
  )
  return position
}
