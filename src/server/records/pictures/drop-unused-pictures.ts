import type { Pool } from 'pg'
import { execute, sql } from '../../platform/database/sql.ts'

/** As long as the tables of an import that is a draft, whose cards brought pictures. */
const grace = sql`interval '8 days'`

/**
 * Pictures are gone that nobody put on a contact within a week, and those that no contact has any more, not even in the
 * history that is kept. How many.
 */
export async function dropUnusedPictures(pool: Pool): Promise<number> {
  await execute(pool, sql`delete from picture_upload where at < now() - ${grace}`)
  return execute(
    pool,
    sql`delete from picture as p
         where p.added_at < now() - ${grace}
           and not exists (select from picture_upload as brought where brought.hash = p.hash)
           and not exists (
             select from picture_use as used
              where used.hash = p.hash
                and (exists (select from contact as c where c.id = used.contact_id and c.photo = p.hash)
                  or exists (select from change
                              where change.subject_id = used.contact_id and change.entity = 'contact'
                                and change.fields -> 'photo' ? p.hash)))`,
  )
}
