import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { firstRow, sql } from '../database/sql.ts'
import type { Services } from '../services.ts'
import { isPassword } from './password.ts'
import { proveFactor } from './second-factor.ts'
import { addressSubject, emailSubject, forgetAttempts, takeAttempt } from './throttle.ts'
import { writeAudit } from './write-audit.ts'

type Attempt = { email: string; password: string; address: string; code?: string | undefined }

/**
 * The id of the active user of that e-mail and password, and of that code when he has a second factor. Throws
 * 'sign-in-refused', the same for an unknown e-mail as for a wrong password and after as long, 'sign-in-throttled', or
 * what `proveFactor` does; refusals are in the audit log. Codes are counted with passwords.
 */
export async function checkPassword(
  { pool, secrets }: Pick<Services, 'pool' | 'secrets'>,
  { password, address, code, ...attempt }: Attempt,
): Promise<number> {
  const email = attempt.email.trim()
  const subjects = [emailSubject(email), addressSubject(address)]
  await takeAttempt(pool, subjects).catch(async (error: unknown) => {
    await writeAudit(pool, { action: 'sign-in-throttled', userId: null, detail: { email, address } })
    throw error
  })
  const user = await firstRow<{ id: number; passwordHash: string | null }>(
    pool,
    sql`select id, password_hash as "passwordHash" from app_user where lower(email) = lower(${email}) and is_active`,
  )
  if (!(await isPassword(password, user?.passwordHash)) || !user) {
    await writeAudit(pool, { action: 'sign-in-refused', userId: user?.id ?? null, detail: { email, address } })
    throw new RafaleError('sign-in-refused')
  }
  await refusePassword(pool, user.id)
  await proveFactor(pool, secrets, user.id, code).catch(async (error: unknown) => {
    if (code)
      await writeAudit(pool, { action: 'sign-in-refused', userId: user.id, detail: { email, address, code: true } })
    throw error
  })
  await forgetAttempts(pool, [emailSubject(email)])
  return user.id
}

/** Throws 'sign-on-only' where the single sign-on is the only way in; administrators keep theirs, for when it fails. */
async function refusePassword(pool: Services['pool'], userId: number): Promise<void> {
  const isRefused = await firstRow(
    pool,
    sql`select from setting
         where key = 'sign-on' and (value ->> 'isOnly')::boolean
           and not exists (select from app_user join role on role.id = app_user.role_id
                            where app_user.id = ${userId} and 'administration' = any(role.rights))`,
  )
  if (isRefused) throw new RafaleError('sign-on-only')
}
