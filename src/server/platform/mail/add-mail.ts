import { execute, onlyRow, sql, type Queryable, type Sql } from '../database/sql.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { mailTextSlot } from '../secrets/slots.ts'
import type { MailText } from './deliver.ts'

/** Ten tries spread over some six hours, as the job queue spaces them. */
const mostAttempts = 10

/**
 * The mail will be sent, its number. Added in the caller's transaction: rolled back it never goes, committed it does, as
 * soon as there is a mail server that takes it. Its text, which may hold a one-time link, is kept sealed.
 * @example await addMail(client, secrets, { to: user.email, subject: 'Import 12', text: '…' })
 */
export async function addMail(client: Queryable, secrets: Secrets, { to, subject, text }: MailText): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(client, sql`select nextval(pg_get_serial_sequence('mail', 'id')) as id`)
  await execute(
    client,
    sql`insert into mail (id, recipient, subject, text) overriding system value
        values (${id}, ${to}, ${subject}, ${await secrets.seal(client, mailTextSlot(id), text)})`,
  )
  await queueMails(client, sql`mail.id = ${id}`)
  return id
}

/** The waiting mails that `which` names are tried now, those already queued too. */
export async function queueMails(client: Queryable, which: Sql): Promise<void> {
  await execute(
    client,
    sql`select graphile_worker.add_job('send-mail', json_build_object('mail', mail.id),
                 max_attempts => ${mostAttempts}::integer, job_key => 'mail:' || mail.id)
          from mail
         where mail.state = 'waiting' and ${which}`,
  )
}
