import { execute, onlyRow, sql, type Queryable, type Sql } from '../database/sql.ts'
import type { MailText } from './deliver.ts'

/** Ten tries spread over some six hours, as the job queue spaces them. */
const mostAttempts = 10

/**
 * The mail will be sent, its number. Added in the caller's transaction: rolled back it never goes, committed it does, as
 * soon as there is a mail server that takes it.
 * @example await addMail(client, { to: user.email, subject: 'Import 12', text: '…' })
 */
export async function addMail(client: Queryable, { to, subject, text }: MailText): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    client,
    sql`insert into mail (recipient, subject, text) values (${to}, ${subject}, ${text}) returning id`,
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
