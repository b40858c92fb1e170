import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Caller } from '../platform/auth/caller.ts'
import { clearFactor, proveFactor, setFactor, stepOf } from '../platform/auth/second-factor.ts'
import { closeSessions } from '../platform/auth/session.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { provePassword } from '../platform/auth/prove-password.ts'
import type { Services } from '../platform/services.ts'

type FactorState = { isOn: boolean; isRequired: boolean; recoveryCodes: number; hasPassword: boolean }
type Proof = { password?: string | undefined; code: string; address: string }

/** Whether the user has a second factor, must have one, and how many recovery codes are left. */
export const factorState = (db: Queryable, userId: number): Promise<FactorState> =>
  onlyRow<FactorState>(
    db,
    sql`select u.totp_secret is not null as "isOn", role.requires_second_factor as "isRequired",
               (select count(*) from recovery_code where user_id = u.id) as "recoveryCodes",
               u.password_hash is not null as "hasPassword"
          from app_user as u
          join role on role.id = u.role_id
         where u.id = ${userId}`,
  )

/**
 * The user signs in with a code of that secret from now on, and his other sessions are over; his recovery codes. Throws
 * 'second-factor-refused' for a code that is not of the secret, so that nobody locks himself out.
 */
export async function confirmFactor(
  { pool, secrets }: Services,
  caller: Caller,
  { secret, ...proof }: Proof & { secret: string },
): Promise<{ recoveryCodes: string[] }> {
  const step = /^[A-Z2-7]+$/.test(secret) ? stepOf(secret, proof.code) : undefined
  if (step === undefined) throw new RafaleError('second-factor-refused')
  await provePassword(pool, caller, proof.password, proof.address)
  return inTransaction(pool, async (client) => {
    const recoveryCodes = await setFactor(client, secrets, { userId: caller.userId, secret, step })
    await closeSessions(client, caller.userId, caller.sessionHash)
    await writeAudit(client, { action: 'second-factor-on', userId: caller.userId })
    return { recoveryCodes }
  })
}

/** The user signs in by his password alone again; throws 'second-factor-required' when his role asks for it. */
export async function dropFactor({ pool, secrets }: Services, caller: Caller, proof: Proof): Promise<object> {
  const { isRequired } = await factorState(pool, caller.userId)
  if (isRequired) throw new RafaleError('second-factor-required')
  await provePassword(pool, caller, proof.password, proof.address)
  await inTransaction(pool, async (client) => {
    await proveFactor(client, secrets, caller.userId, proof.code)
    await clearFactor(client, caller.userId)
    await writeAudit(client, { action: 'second-factor-off', userId: caller.userId, detail: { user: caller.userId } })
  })
  return {}
}
