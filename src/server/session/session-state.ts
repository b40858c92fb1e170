import type { SessionState, SignedInUser } from '../../shared/contract/session.contract.ts'
import type { Caller } from '../platform/auth/caller.ts'
import { firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import type { Services } from '../platform/services.ts'
import { version } from '../platform/version.ts'

/** The user as he sees himself. */
export function signedInUser(caller: Caller): SignedInUser {
  const { userId, email, name, language, role, rights, isFactorMissing, hasPassword } = caller
  return { id: userId, email, name, language, role, rights: [...rights], mustSetUpFactor: isFactorMissing, hasPassword }
}

/** Who is signed in; and, as long as there is no user at all, that the installation is to be set up. */
export async function sessionState({ pool, config }: Services, caller: Caller | null): Promise<SessionState> {
  if (caller) return { state: 'signed-in', user: signedInUser(caller), signOn: null, version, dataDir: null }
  const anybody = await firstRow(pool, sql`select from app_user where password_hash is not null limit 1`)
  if (anybody) return { state: 'signed-out', user: null, signOn: await shownSignOn(pool), version, dataDir: null }
  return { state: 'setup', user: null, signOn: null, version, dataDir: config.databaseUrl ? null : config.dataDir }
}

async function shownSignOn(db: Queryable): Promise<SessionState['signOn']> {
  const row = await firstRow<{ label: string; isOnly: boolean }>(
    db,
    sql`select value ->> 'label' as label, (value ->> 'isOnly')::boolean as "isOnly" from setting where key = 'sign-on'`,
  )
  return row ?? null
}
