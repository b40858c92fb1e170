import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { Right } from '../../../shared/rights.ts'
import { execute, firstRow, sql, type Queryable, type Sql } from '../database/sql.ts'
import type { Caller } from './caller.ts'
import { prolongSession } from './session.ts'
import { hashToken } from './token.ts'

/** What a request brings to say who makes it. */
export type Credentials = { sessionToken?: string | undefined; authorization?: string | undefined }

export const apiKeyPrefix = 'rfl_'

type Row = Omit<Caller, 'rights' | 'sessionHash' | 'isCookieStale' | 'language'> & {
  language: Language
  rights: Right[]
  /** Of an API key: the rights it is limited to; null when it has all of its user's. */
  scopes: Right[] | null
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
      { isVouched: sql`session.is_by_sign_on` },
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
  const keyHash = hashToken(key)
  const row = await firstRow<Row>(
    db,
    userOf(
      sql`coalesce(api_key.last_used_at < now() - interval '1 hour', true)`,
      sql`api_key
         where api_key.user_id = u.id and api_key.key_hash = ${keyHash}
           and (api_key.expires_at is null or api_key.expires_at > now())`,
      // A key was made behind the second factor of its user.
      { scopes: sql`api_key.scopes`, isVouched: sql`true` },
    ),
  )
  if (row?.isStale) await execute(db, sql`update api_key set last_used_at = now() where key_hash = ${keyHash}`)
  return row ? toCaller({ ...row, isStale: false }, null) : null
}

/** What a proof says besides who it is of; `isVouched`: a second factor was seen to. */
type Proof = { scopes?: Sql; isVouched?: Sql }

function userOf(isStale: Sql, proof: Sql, { scopes = sql`null::text[]`, isVouched = sql`false` }: Proof = {}): Sql {
  return sql`
    select u.id as "userId", u.email, u.name, u.language, role.code as role, role.rights, proof.scopes, proof."isStale",
           role.requires_second_factor and u.totp_secret is null and not proof."isVouched" as "isFactorMissing",
           u.password_hash is not null as "hasPassword"
      from app_user as u
      join role on role.id = u.role_id
      join lateral (select ${isStale} as "isStale", ${scopes} as scopes, ${isVouched} as "isVouched" from ${proof})
             as proof on true
     where u.is_active`
}

function toCaller({ isStale, rights, scopes, ...user }: Row, sessionHash: Buffer | null): Caller {
  const held = scopes ? rights.filter((right) => scopes.includes(right)) : rights
  return { ...user, rights: new Set(held), sessionHash, isCookieStale: isStale }
}
