import type { Pool } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Identity } from './provider.ts'

/**
 * The id of the active user who is meant: the one linked to that identity, else the one of its e-mail, who is linked from
 * then on. An e-mail counts only when the provider has verified it, and links nobody who is linked to another identity.
 * Throws 'sign-on-unknown', and the audit log tells it.
 */
export async function findSignedOn(pool: Pool, { subject, email, isEmailVerified }: Identity): Promise<number> {
  const found = await inTransaction(pool, async (client) => {
    const linked = await firstRow<{ id: number }>(
      client,
      sql`select id from app_user where oidc_subject = ${subject} and is_active`,
    )
    if (linked || email === undefined || !isEmailVerified) return linked?.id
    const user = await firstRow<{ id: number }>(
      client,
      sql`select id from app_user
           where lower(email) = lower(${email}) and is_active and oidc_subject is null
             and not exists (select from app_user as other where other.oidc_subject = ${subject})
             for update`,
    )
    if (!user) return undefined
    await execute(client, sql`update app_user set oidc_subject = ${subject} where id = ${user.id}`)
    await writeAudit(client, { action: 'user-linked', userId: user.id, detail: { subject, email } })
    return user.id
  })
  if (found !== undefined) return found
  await writeAudit(pool, { action: 'sign-in-refused', userId: null, detail: { subject, email, isEmailVerified } })
  throw new RafaleError('sign-on-unknown', { email: email ?? subject })
}
