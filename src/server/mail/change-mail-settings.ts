import type { z } from 'zod'
import type { MailState, saveMailSettings } from '../../shared/contract/mail.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { queueMails } from '../platform/mail/add-mail.ts'
import { readMailSettings, storeMailSettings, type MailSettings } from '../platform/mail/mail-settings.ts'
import type { Services } from '../platform/services.ts'

type Given = z.infer<NonNullable<typeof saveMailSettings.body>>

/** The settings in force without their password, and what waits in the outbox. */
export async function mailState({ pool, config }: Services): Promise<MailState> {
  const { source, settings } = await readMailSettings(pool, config)
  const counts = await onlyRow<{ waiting: number; failed: number }>(
    pool,
    sql`select count(*) filter (where state = 'waiting') as waiting,
               count(*) filter (where state = 'failed') as failed
          from mail where state <> 'sent'`,
  )
  if (!settings) return { source, settings, hasSecret: false, ...counts }
  const { secret, ...shown } = settings
  return { source, settings: shown, hasSecret: secret !== null, ...counts }
}

/** The settings are in force, and the mails that waited are tried with them. */
export async function changeMailSettings(services: Services, actor: Actor, given: Given): Promise<MailState> {
  const { pool, config } = services
  await inTransaction(pool, async (client) => {
    const before = (await readMailSettings(client, config)).settings
    const settings: MailSettings = { ...given, secret: secretOf(given, before) }
    await storeMailSettings(client, settings)
    const { host, port, security, user, from } = settings
    await writeAudit(client, {
      action: 'mail-settings-changed',
      userId: actor.userId,
      detail: { host, port, security, user, from },
    })
    await queueMails(client, sql`true`)
  })
  return mailState(services)
}

export async function forgetMailSettings(services: Services, actor: Actor): Promise<MailState> {
  await inTransaction(services.pool, async (client) => {
    await storeMailSettings(client, null)
    await writeAudit(client, { action: 'mail-settings-changed', userId: actor.userId, detail: { host: null } })
  })
  return mailState(services)
}

/** A stored password goes to no other server and no other user than those it was typed for. */
function secretOf({ secret, host, user }: Given, before: MailSettings | null): string | null {
  if (secret !== undefined) return secret
  return before?.host === host && before.user === user ? before.secret : null
}
