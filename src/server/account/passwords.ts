import type { Pool } from 'pg'
import type { Caller } from '../platform/auth/caller.ts'
import { spendLink } from '../platform/auth/one-time-link.ts'
import { hashPassword } from '../platform/auth/password.ts'
import { closeSessions } from '../platform/auth/session.ts'
import { emailSubject, forgetAttempts } from '../platform/auth/throttle.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { provePassword } from '../platform/auth/prove-password.ts'

type Change = { current: string; password: string; address: string }

/** The password is the new one, and the user's other sessions are over. Throws as `checkPassword` does. */
export async function changePassword(pool: Pool, caller: Caller, change: Change): Promise<void> {
  await provePassword(pool, caller, change.current, change.address)
  const passwordHash = await hashPassword(change.password)
  await inTransaction(pool, async (client) => {
    await storePassword(client, caller.userId, passwordHash)
    await closeSessions(client, caller.userId, caller.sessionHash)
    await writeAudit(client, { action: 'password-changed', userId: caller.userId })
  })
}

type Choice = { token: string; password: string }

/** The owner of a one-time link has chosen his password; the link and all his sessions are over. Throws 'link-expired'. */
export async function choosePassword(
  pool: Pool,
  { token, password }: Choice,
  address: string,
): Promise<{ userId: number; hasFactor: boolean }> {
  const passwordHash = await hashPassword(password)
  return inTransaction(pool, async (client) => {
    const { userId, kind, email } = await spendLink(client, token)
    await storePassword(client, userId, passwordHash)
    await closeSessions(client, userId)
    await forgetAttempts(client, [emailSubject(email)])
    await writeAudit(client, { action: 'link-used', userId, detail: { kind, address } })
    const { hasFactor } = await onlyRow<{ hasFactor: boolean }>(
      client,
      sql`select totp_secret is not null as "hasFactor" from app_user where id = ${userId}`,
    )
    return { userId, hasFactor }
  })
}

const storePassword = (db: Queryable, userId: number, passwordHash: string) =>
  execute(db, sql`update app_user set password_hash = ${passwordHash} where id = ${userId}`)
