import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { subjectIsVisible } from '../log/subject-is-visible.ts'

/** Whether the actor may see the picture of that hash: he brought it, or sees a contact that has or had it. */
export function pictureIsVisible(hash: Sql, actor: Actor): Sql {
  if (actor.rights.has('seeAll')) return sql`exists (select from picture where picture.hash = ${hash})`
  return sql`(
    exists (select from picture_upload as brought
             where brought.hash = ${hash} and brought.user_id is not distinct from ${actor.userId}::bigint)
    or exists (select from picture_use as used
                where used.hash = ${hash} and ${subjectIsVisible(sql`used.contact_id`, actor)}))`
}
