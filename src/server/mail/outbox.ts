import type { Pool } from 'pg'
import type { Mail } from '../../shared/contract/mail.contract.ts'
import { errorTable, type ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import { execute, rowsOf, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { queueMails } from '../platform/mail/add-mail.ts'
import type { Secrets } from '../platform/secrets/secrets.ts'
import { mailTextSlot } from '../platform/secrets/slots.ts'
import type { Services } from '../platform/services.ts'

type Query = { state?: Mail['state'] | undefined; before?: number | undefined; limit?: number | undefined }

/** A page of the outbox, newest first. */
export async function listMails(
  { pool, secrets }: Pick<Services, 'pool' | 'secrets'>,
  language: Language,
  { state, before, limit = 50 }: Query,
): Promise<{ mails: Mail[]; next: number | null }> {
  const mails = await rowsOf<Mail>(
    pool,
    sql`select id, created_at as "createdAt", recipient as "to", subject, text, state, attempts, error, sent_at as "sentAt"
          from mail
         where (${state ?? null}::text is null or state = ${state ?? null})
           and (${before ?? null}::bigint is null or id < ${before ?? null})
         order by id desc
         limit ${limit + 1}`,
  )
  const page = mails.slice(0, limit)
  const told = await Promise.all(page.map((mail) => present(secrets, language, mail)))
  return { mails: told, next: mails.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** A mail with its text in clear, or with why it cannot be read. */
async function present(secrets: Secrets, language: Language, mail: Mail): Promise<Mail> {
  const told = (error: string | null) =>
    error !== null && error in errorTable ? errorText(error as ErrorCode, {}, language) : error
  if (mail.text === null) return { ...mail, error: told(mail.error) }
  try {
    return { ...mail, text: await secrets.open(mailTextSlot(mail.id), mail.text), error: told(mail.error) }
  } catch (error) {
    if (!(error instanceof RafaleError)) throw error
    return { ...mail, text: null, error: error.textIn(language) }
  }
}

/** A mail that failed, or waits for its next attempt, is tried now; throws 'not-found'. */
export async function tryAgain(pool: Pool, id: number): Promise<object> {
  await inTransaction(pool, async (client) => {
    const found = await execute(
      client,
      sql`update mail set state = 'waiting', error = null where id = ${id} and state <> 'sent' and text is not null`,
    )
    if (found === 0) throw new RafaleError('not-found')
    await queueMails(client, sql`mail.id = ${id}`)
  })
  return {}
}
