import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { Right } from '../../../shared/rights.ts'
import { firstRow, sql, type Queryable, type Sql } from '../database/sql.ts'
import type { Caller } from './caller.ts'
import { prolongSession } from './session.ts'
import { hashToken } from './token.ts'

/** What a request brings to say who makes it. */
export type Credentials = { sessionToken?: string | undefined; authorization?: string | undefined }

export const apiKeyPrefix = 'rfl_'

type Row = Omit<Caller, 'rights' | 'sessionHash' | 'isCookieStale' | 'language'> & {
  language: Language
  rights: Right[]
  isStale: boolean
}

/**
 * The active user of an API key or else of a session, in one query; null when neither is valid. A key that is wrong is
 * not made good by a session. A session in use is prolonged once an hour.
 */
export async function loadCaller(db: Queryable, credentials: Credentials): Promise<Caller | null> {
  const { sessionToken, authorization } = credentials
  if (authorization !== undefined) return loadKeyHolder(db, authorization)
  if (!sessionToken) return null
  const sessionHash = hashToken(sessionToken)
  const row = await firstRow<Row>(
    db,
    userOf(
      sql`session.last_seen_at < now() - interval '1 hour'`,
      sql`session where session.user_id = u.id and session.token_hash = ${sessionHash} and session.expires_at > now()`,
    ),
  )
  if (!row) return null
  if (row.isStale) await prolongSession(db, sessionHash)
  return toCaller(row, sessionHash)
}

/** The user of that id with his present rights, as if he had just signed in; null when he is inactive or gone. */
export async function loadUser(db: Queryable, userId: number): Promise<Caller | null> {
  const row = await firstRow<Row>(db, sql`${userOf(sql`false`, sql`(select) as itself`)} and u.id = ${userId}`)
  return row ? toCaller(row, null) : null
}

async function loadKeyHolder(db: Queryable, authorization: string): Promise<Caller | null> {
  const key = /^Bearer (\S+)$/i.exec(authorization)?.[1]
  if (!key?.startsWith(apiKeyPrefix)) return null
  const row = await firstRow<Row>(
    db,
    userOf(
      sql`false`,
      sql`api_key
         where api_key.user_id = u.id and api_key.key_hash = ${hashToken(key)}
           and (api_key.expires_at is null or api_key.expires_at > now())`,
    ),
  )
  return row ? toCaller(row, null) : null
}

function userOf(isStale: Sql, proof: Sql): Sql {
  return sql`
    select u.id as "userId", u.email, u.name, u.language, role.code as role, role.rights, proof."isStale"
      from app_user as u
      join role on role.id = u.role_id
      join lateral (select ${isStale} as "isStale" from ${proof}) as proof on true
     where u.is_active`
}

function toCaller({ isStale, rights, ...user }: Row, sessionHash: Buffer | null): Caller {
  return { ...user, rights: new Set(rights), sessionHash, isCookieStale: isStale }
}
