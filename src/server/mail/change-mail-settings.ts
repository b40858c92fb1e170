import type { z } from 'zod'
import type { MailState, saveMailSettings } from '../../shared/contract/mail.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { queueMails } from '../platform/mail/add-mail.ts'
import {
  deleteMailSettings,
  openMailAccess,
  readMailSettings,
  storeMailSettings,
} from '../platform/mail/mail-settings.ts'
import type { Services } from '../platform/services.ts'

type Given = z.infer<NonNullable<typeof saveMailSettings.body>>

/** The settings in force without their password, and what waits in the outbox. */
export async function mailState({ pool, config }: Services): Promise<MailState> {
  const { source, settings, hasPassword } = await readMailSettings(pool, config)
  const counts = await onlyRow<{ waiting: number; failed: number }>(
    pool,
    sql`select count(*) filter (where state = 'waiting') as waiting,
               count(*) filter (where state = 'failed') as failed
          from mail where state <> 'sent'`,
  )
  return { source, settings, hasSecret: hasPassword, ...counts }
}

/** The settings are in force, and the mails that waited are tried with them. */
export async function changeMailSettings(services: Services, actor: Actor, given: Given): Promise<MailState> {
  const { secret, ...settings } = given
  await inTransaction(services.pool, async (client) => {
    const password = secret === undefined ? await keptPassword(client, services, settings) : secret
    await storeMailSettings(client, services.secrets, { ...settings, password })
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
    await deleteMailSettings(client)
    await writeAudit(client, { action: 'mail-settings-changed', userId: actor.userId, detail: { host: null } })
  })
  return mailState(services)
}

/** A stored password goes to no other server and no other user than those it was typed for. */
async function keptPassword(
  client: Queryable,
  services: Services,
  { host, user }: Pick<Given, 'host' | 'user'>,
): Promise<string | null> {
  const { settings } = await readMailSettings(client, services.config)
  if (settings?.host !== host || settings.user !== user) return null
  return (await openMailAccess(client, services))?.password ?? null
}
