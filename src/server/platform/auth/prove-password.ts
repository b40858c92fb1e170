import type { Pool } from 'pg'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { onlyRow, sql } from '../database/sql.ts'
import type { Caller } from './caller.ts'
import { isPassword } from './password.ts'
import { writeAudit } from './write-audit.ts'
import { addressSubject, emailSubject, forgetAttempts, takeAttempt } from './throttle.ts'

/**
 * The caller knows his own password: an unlocked screen is not enough to take an account over, or to delete much. Who has none, because he
 * comes by single sign-on, proves nothing. A refusal is in the audit log. Throws 'sign-in-refused' or 'sign-in-throttled'; attempts count as at the door.
 */
export async function provePassword(
  pool: Pool,
  caller: Caller,
  password: string | undefined,
  address: string,
): Promise<void> {
  const { passwordHash } = await onlyRow<{ passwordHash: string | null }>(
    pool,
    sql`select password_hash as "passwordHash" from app_user where id = ${caller.userId}`,
  )
  if (passwordHash === null) return
  await takeAttempt(pool, [emailSubject(caller.email), addressSubject(address)])
  if (!(await isPassword(password ?? '', passwordHash))) {
    await writeAudit(pool, { action: 'password-refused', userId: caller.userId, detail: { address } })
    throw new RafaleError('sign-in-refused')
  }
  await forgetAttempts(pool, [emailSubject(caller.email)])
}
