import { RafaleError, type Language } from '../../../shared/errors/rafale-error.ts'
import { execute, firstRow, sql, type Queryable } from '../database/sql.ts'
import { hashToken, makeToken } from './token.ts'

export type LinkKind = 'invitation' | 'password'

/** How long a link is good, in hours: an invitation may wait for the holidays to end. */
const hours: Record<LinkKind, number> = { invitation: 7 * 24, password: 2 }

/** A link with which the user chooses a password, its token; the links he had are void. */
export async function makeLink(db: Queryable, userId: number, kind: LinkKind): Promise<string> {
  const token = makeToken()
  await execute(db, sql`delete from one_time_link where user_id = ${userId} or expires_at < now()`)
  await execute(
    db,
    sql`insert into one_time_link (token_hash, user_id, kind, expires_at)
        values (${hashToken(token)}, ${userId}, ${kind}, now() + make_interval(hours => ${hours[kind]}))`,
  )
  return token
}

/** The page that takes a token. It stands behind `#`, which browsers send to no server and no log. */
export const linkPath = (token: string): string => `/password#${token}`

export type LinkOwner = { userId: number; kind: LinkKind; email: string; name: string; language: Language }

/** Whose link it is; throws 'link-expired' when it is not good any more. */
export async function readLink(db: Queryable, token: string): Promise<LinkOwner> {
  const owner = await firstRow<LinkOwner>(
    db,
    sql`select u.id as "userId", link.kind, u.email, u.name, u.language
          from one_time_link as link
          join app_user as u on u.id = link.user_id and u.is_active
         where link.token_hash = ${hashToken(token)} and link.expires_at > now()`,
  )
  if (!owner) throw new RafaleError('link-expired')
  return owner
}

/** The link is used, by this transaction alone, and the user's other links are void; throws 'link-expired'. */
export async function spendLink(client: Queryable, token: string): Promise<LinkOwner> {
  const owner = await readLink(client, token)
  const spent = await execute(client, sql`delete from one_time_link where token_hash = ${hashToken(token)}`)
  if (spent === 0) throw new RafaleError('link-expired')
  await execute(client, sql`delete from one_time_link where user_id = ${owner.userId}`)
  return owner
}
