import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import { hashPassword } from '../platform/auth/password.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { firstRow, rowsOf, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'

export type NewUser = { email: string; name: string; role: string; language: Language; password?: string | undefined }

/**
 * A user of that role exists who can sign in; a password is made when none is given. Throws 'option-unknown' for a role
 * there is not, 'value-not-available' for an e-mail somebody has.
 */
export async function addUser(pool: Pool, actor: Actor, user: NewUser): Promise<{ id: number; password: string }> {
  const { email, name, role, language, password = makePassword() } = user
  const passwordHash = await hashPassword(password)
  return inTransaction(pool, async (client) => {
    const roles = await rowsOf<{ id: number; code: string }>(client, sql`select id, code from role order by id`)
    const found = roles.find(({ code }) => code === role)
    if (!found)
      throw new RafaleError('option-unknown', { value: role, options: roles.map(({ code }) => code).join(', ') })
    const added = await firstRow<{ id: number }>(
      client,
      sql`insert into app_user (email, name, language, role_id, password_hash)
          values (${email}, ${name}, ${language}, ${found.id}, ${passwordHash})
          on conflict (lower(email)) do nothing
          returning id`,
    )
    if (!added) throw new RafaleError('value-not-available', { value: email, field: 'e-mail' })
    await writeAudit(client, { action: 'user-added', userId: actor.userId, detail: { email, role } })
    return { id: added.id, password }
  })
}

/** 120 random bits in letters that can be read out. */
const makePassword = (): string => randomBytes(15).toString('base64url')
