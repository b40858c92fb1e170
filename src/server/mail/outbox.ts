import type { Pool } from 'pg'
import type { Mail } from '../../shared/contract/mail.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { queueMails } from '../platform/mail/add-mail.ts'

type Query = { state?: Mail['state'] | undefined; before?: number | undefined; limit?: number | undefined }

/** A page of the outbox, newest first. */
export async function listMails(
  db: Queryable,
  { state, before, limit = 50 }: Query,
): Promise<{ mails: Mail[]; next: number | null }> {
  const mails = await rowsOf<Mail>(
    db,
    sql`select id, created_at as "createdAt", recipient as "to", subject, text, state, attempts, error, sent_at as "sentAt"
          from mail
         where (${state ?? null}::text is null or state = ${state ?? null})
           and (${before ?? null}::bigint is null or id < ${before ?? null})
         order by id desc
         limit ${limit + 1}`,
  )
  const page = mails.slice(0, limit)
  return { mails: page, next: mails.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** A mail that failed, or waits for its next attempt, is tried now; throws 'not-found'. */
export async function tryAgain(pool: Pool, id: number): Promise<object> {
  await inTransaction(pool, async (client) => {
    const found = await execute(
      client,
      sql`update mail set state = 'waiting', error = null where id = ${id} and state <> 'sent'`,
    )
    if (found === 0) throw new RafaleError('not-found')
    await queueMails(client, sql`mail.id = ${id}`)
  })
  return {}
}
