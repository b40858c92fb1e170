import { execute, sql, type Queryable } from '../database/sql.ts'
import { hashToken, makeToken } from './token.ts'

/** A session ends this many days after it was last used. */
export const sessionDays = 30

/** From where a session was opened, for its user to recognise it. */
export type SessionOrigin = { address?: string | undefined; userAgent?: string | undefined; isBySignOn?: boolean }

/** A session of the user is open; gives its token, which is stored nowhere. Sessions that ended are swept away. */
export async function openSession(db: Queryable, userId: number, origin: SessionOrigin = {}): Promise<string> {
  const token = makeToken()
  await execute(
    db,
    sql`insert into session (token_hash, user_id, expires_at, address, user_agent, is_by_sign_on)
        values (${hashToken(token)}, ${userId}, now() + make_interval(days => ${sessionDays}),
                ${origin.address ?? null}, ${origin.userAgent?.slice(0, 500) ?? null}, ${origin.isBySignOn ?? false})`,
  )
  await execute(db, sql`delete from session where user_id = ${userId} and expires_at < now()`)
  await execute(db, sql`update app_user set signed_in_at = now() where id = ${userId}`)
  return token
}

/** The session is over, whoever still holds its token. */
export async function closeSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await execute(db, sql`delete from session where token_hash = ${tokenHash}`)
}

/** The user is signed out everywhere, but for the session to keep; how many sessions ended. */
export const closeSessions = (db: Queryable, userId: number, kept: Buffer | null = null): Promise<number> =>
  execute(db, sql`delete from session where user_id = ${userId} and token_hash is distinct from ${kept}`)

/** The session lasts 30 days from now. */
export async function prolongSession(db: Queryable, tokenHash: Buffer): Promise<void> {
  await execute(
    db,
    sql`update session
           set last_seen_at = now(), expires_at = now() + make_interval(days => ${sessionDays})
         where token_hash = ${tokenHash}`,
  )
}
