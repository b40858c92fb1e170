import type { Pool } from 'pg'
import { execute, sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { isVisible } from '../records/visibility.ts'

/** Contacts that the actor may see are on his own list, or off it; how many were not so before. */
export async function setMyContacts(
  pool: Pool,
  actor: Actor,
  { contacts, isMine }: { contacts: readonly number[]; isMine: boolean },
): Promise<{ changed: number }> {
  const changed = isMine
    ? await execute(
        pool,
        sql`insert into my_contact (user_id, contact_id)
            select ${actor.userId}::bigint, t.id from contact as t
             where t.id = any(${contacts}::bigint[]) and ${isVisible('contact', 't', actor)}
            on conflict do nothing`,
      )
    : await execute(
        pool,
        sql`delete from my_contact where user_id = ${actor.userId} and contact_id = any(${contacts}::bigint[])`,
      )
  return { changed }
}
