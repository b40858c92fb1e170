import { execute, firstRow, onlyRow, sql } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Services } from '../services.ts'
import { deliver, deliveryFault, isFinal, type MailText } from './deliver.ts'
import { mailTextSlot } from '../secrets/slots.ts'
import { openMailAccess, readMailSettings } from './mail-settings.ts'

export const sentMailDays = 90

/**
 * The mail has gone, or is marked failed: refused for good, or at its last attempt. Throws for the queue to try again
 * later. Without a mail server it stays waiting: saving one queues it anew.
 */
export async function sendMail(services: Services, id: number, isLastAttempt: boolean): Promise<void> {
  const { pool, config, secrets } = services
  if (!(await readMailSettings(pool, config)).settings) return
  const failure = await inTransaction(pool, async (client) => {
    const mail = await firstRow<MailText>(
      client,
      sql`select recipient as "to", subject, text from mail where id = ${id} and state = 'waiting' for update skip locked`,
    )
    if (!mail) return undefined
    try {
      const access = await openMailAccess(pool, services)
      if (!access) return undefined
      const text = await secrets.open(mailTextSlot(id), mail.text)
      await deliver(access, { ...mail, text }, await messageId(services, id, access.from))
      await execute(
        client,
        sql`update mail set state = 'sent', text = null, error = null, attempts = attempts + 1, sent_at = now() where id = ${id}`,
      )
      await execute(
        client,
        sql`delete from mail where state = 'sent' and sent_at < now() - make_interval(days => ${sentMailDays})`,
      )
      return undefined
    } catch (error) {
      const state = isLastAttempt || isFinal(error) ? 'failed' : 'waiting'
      await execute(
        client,
        sql`update mail set state = ${state}, attempts = attempts + 1, error = ${deliveryFault(error)} where id = ${id}`,
      )
      services.log.warn({ mail: id, error: deliveryFault(error) }, 'A mail was not taken by the mail server')
      return state === 'waiting' ? error : undefined
    }
  })
  if (failure) throw failure
}

/** The same at every attempt, so that a mail sent twice across a crash is recognised as one. */
async function messageId({ pool }: Services, id: number, from: string): Promise<string> {
  const { instance } = await onlyRow<{ instance: string }>(
    pool,
    sql`select value #>> '{}' as instance from setting where key = 'instance'`,
  )
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
  return `<rafale-${instance}-${id}@${domain}>`
}
