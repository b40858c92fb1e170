import { execute, sql, type Queryable } from '../database/sql.ts'
import { hashToken, makeToken } from './token.ts'

/** A session ends this many days after it was last used. */
export const sessionDays = 30

/** A session of the user is open; gives its token, which is stored nowhere. Sessions that ended are swept away. */
export async function openSession(db: Queryable, userId: number): Promise<string> {
  const token = makeToken()
  await execute(
    db,
    sql`insert into session (token_hash, user_id, expires_at)
        values (${hashToken(token)}, ${userId}, now() + make_interval(days => ${sessionDays}))`,
  )
  await execute(db, sql`delete from session where user_id = ${userId} and expires_at < now()`)
  return token
}

/** The session is over, whoever still holds its token. */
export async function closeSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await execute(db, sql`delete from session where token_hash = ${tokenHash}`)
}

/** The session lasts 30 days from now. */
export async function prolongSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await execute(
    db,
    sql`update session
           set last_seen_at = now(), expires_at = now() + make_interval(days => ${sessionDays})
         where token_hash = ${tokenHash}`,
  )
}
