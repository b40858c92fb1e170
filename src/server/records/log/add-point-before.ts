import { firstRow, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'

/**
 * A restore point just before a change set of the same transaction, under its lock on the log: what commits meanwhile is
 * before both. Its id; null without a change set.
 */
export async function addPointBefore(
  client: Queryable,
  actor: Actor,
  name: string,
  changeSet: number | null,
): Promise<number | null> {
  const point = await firstRow<{ id: number }>(
    client,
    sql`insert into restore_point (name, author_id, position)
        select ${name}, ${actor.userId}, change_set.position - 1
          from change_set where change_set.id = ${changeSet}
        returning id`,
  )
  return point?.id ?? null
}
