import type { ChangeSource } from '../../shared/contract/field-lock.contract.ts'
import { rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'

/** Fields as `entity.field`. */
export type LockedFields = ReadonlySet<string>

/** The fields of existing records that the actor, by his role, may not change through a source (FC-4). */
export async function lockedFields(db: Queryable, actor: Actor, source: ChangeSource): Promise<LockedFields> {
  const rows = await rowsOf<{ path: string }>(
    db,
    sql`select distinct l.entity || '.' || l.field as path
          from field_lock as l
         where (l.source is null or l.source = ${source})
           and (l.role_id is null or l.role_id = (select u.role_id from app_user as u where u.id = ${actor.userId}::bigint))`,
  )
  return new Set(rows.map(({ path }) => path))
}
