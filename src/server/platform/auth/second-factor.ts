import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { execute, firstRow, sql, type Queryable } from '../database/sql.ts'
import { totpSlot } from '../secrets/slots.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { hashToken } from './token.ts'
import { writeAudit } from './write-audit.ts'

const period = 30
const codesGiven = 10

const totpOf = (secret: string, label = 'Rafale') =>
  new TOTP({ issuer: 'Rafale', label, secret: Secret.fromBase32(secret), period })

/** A new secret, and the address an authenticator reads it from. */
export function makeSecret(email: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, email).toString() }
}

/** Six digits, as authenticators show them; recovery codes have letters. */
const isCode = (code: string): boolean => /^\d{6}$/.test(code.replace(/\s/g, ''))

/** The time step of a code that is right now, or was 30 seconds ago; undefined for a wrong one. */
export function stepOf(secret: string, code: string): number | undefined {
  if (!isCode(code)) return undefined
  const delta = totpOf(secret).validate({ token: code.replace(/\s/g, ''), window: 1 })
  return delta === null ? undefined : Math.floor(Date.now() / 1000 / period) + delta
}

/**
 * The user proved his second factor, if he has one: by a code of his authenticator, which is not good again, or by a
 * recovery code, which is used up. Throws 'second-factor-needed' without a code, 'second-factor-refused' for a wrong one,
 * 'second-factor-unreadable' for one of six digits that cannot be checked: recovery codes need no key.
 */
export async function proveFactor(
  db: Queryable,
  secrets: Secrets,
  userId: number,
  code: string | undefined,
): Promise<void> {
  const user = await firstRow<{ sealed: string | null }>(
    db,
    sql`select totp_secret as sealed from app_user where id = ${userId}`,
  )
  if (!user?.sealed) return
  if (!code) throw new RafaleError('second-factor-needed')
  const step = isCode(code) ? stepOf(await openTotp(secrets, userId, user.sealed), code) : undefined
  const isProven =
    step === undefined ? await useRecoveryCode(db, userId, code) : await useStep(db, userId, step, user.sealed)
  if (!isProven) throw new RafaleError('second-factor-refused')
}

const openTotp = (secrets: Secrets, userId: number, sealed: string): Promise<string> =>
  secrets.open(totpSlot(userId), sealed).catch((error: unknown) => {
    throw error instanceof RafaleError ? new RafaleError('second-factor-unreadable') : error
  })

/** Each step is good once, also when two requests bring its code at the same moment. */
async function useStep(db: Queryable, userId: number, step: number, sealed: string): Promise<boolean> {
  const used = await execute(
    db,
    sql`update app_user set totp_last_step = ${step}
         where id = ${userId} and totp_secret = ${sealed} and coalesce(totp_last_step, 0) < ${step}`,
  )
  return used === 1
}

async function useRecoveryCode(db: Queryable, userId: number, code: string): Promise<boolean> {
  const used = await execute(
    db,
    sql`delete from recovery_code where user_id = ${userId} and code_hash = ${hashRecoveryCode(code)}`,
  )
  if (used === 1) await writeAudit(db, { action: 'recovery-code-used', userId })
  return used === 1
}

/** The user's second factor is this secret; his recovery codes, which are stored nowhere. */
export async function setFactor(
  db: Queryable,
  secrets: Secrets,
  { userId, secret, step }: { userId: number; secret: string; step: number },
): Promise<string[]> {
  const codes = Array.from({ length: codesGiven }, makeRecoveryCode)
  const sealed = await secrets.seal(db, totpSlot(userId), secret)
  await execute(db, sql`update app_user set totp_secret = ${sealed}, totp_last_step = ${step} where id = ${userId}`)
  await execute(db, sql`delete from recovery_code where user_id = ${userId}`)
  await execute(
    db,
    sql`insert into recovery_code (user_id, code_hash)
        select ${userId}::bigint, unnest(${codes.map(hashRecoveryCode)}::bytea[])`,
  )
  return codes
}

/** The user has no second factor; whether he had one. */
export async function clearFactor(db: Queryable, userId: number): Promise<boolean> {
  await execute(db, sql`delete from recovery_code where user_id = ${userId}`)
  const cleared = await execute(
    db,
    sql`update app_user set totp_secret = null, totp_last_step = null where id = ${userId} and totp_secret is not null`,
  )
  return cleared === 1
}

/** 80 random bits as `abcd-efgh-ijkl-mnop`, easy to read off paper. */
function makeRecoveryCode(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
  const text = [...randomBytes(16)].map((byte) => letters[byte % 32]).join('')
  return text.match(/.{4}/g)?.join('-') ?? text
}

const hashRecoveryCode = (code: string): Buffer => hashToken(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
