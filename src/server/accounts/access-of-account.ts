import type { ApiKey, OpenSession } from '../../shared/contract/account.contract.ts'
import { execute, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'

/** Where the user is signed in, the last used first; `current` is the session that asks. */
export const listSessions = (db: Queryable, userId: number, current: Buffer | null): Promise<OpenSession[]> =>
  rowsOf<OpenSession>(
    db,
    sql`select id, created_at as "createdAt", last_seen_at as "lastSeenAt", address, user_agent as "userAgent",
               token_hash is not distinct from ${current}::bytea as "isCurrent"
          from session
         where user_id = ${userId} and expires_at > now()
         order by last_seen_at desc, id desc`,
  )

/** The API keys of the user, expired ones too until he revokes them. */
export const listKeys = (db: Queryable, userId: number): Promise<ApiKey[]> =>
  rowsOf<ApiKey>(
    db,
    sql`select id, name, hint, scopes, created_at as "createdAt", expires_at as "expiresAt",
               coalesce(expires_at <= now(), false) as "isExpired", last_used_at as "lastUsedAt"
          from api_key
         where user_id = ${userId}
         order by id desc`,
  )

/** The key is good for nothing any more; whether the user had it. */
export async function revokeKey(db: Queryable, userId: number, key: number): Promise<boolean> {
  return (await execute(db, sql`delete from api_key where id = ${key} and user_id = ${userId}`)) > 0
}
