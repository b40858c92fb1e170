import type { z } from 'zod'
import type { Account, inviteUser as contract } from '../../shared/contract/account.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { takeTurnAtAccounts } from '../platform/auth/keep-administrator.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { firstRow, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { readMailSettings } from '../platform/mail/mail-settings.ts'
import type { Services } from '../platform/services.ts'
import { demandRole, refuseTakenEmail, setBillingEntities } from './change-account.ts'
import { readAccount } from './read-accounts.ts'
import { sendLink } from './send-link.ts'

type Invitation = z.infer<NonNullable<typeof contract.body>>
type Sent = { account: Account; link: string | null }

/** The user exists and has a link to choose a password: by mail, or given back to be handed over. */
export function inviteUser(services: Services, actor: Actor, invitation: Invitation): Promise<Sent> {
  const { email, name, language, roleId, billingEntityIds = [] } = invitation
  return inTransaction(services.pool, async (client) => {
    await takeTurnAtAccounts(client)
    await refuseTakenEmail(client, email, null)
    await demandRole(client, roleId)
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into app_user (email, name, language, role_id)
          values (${email}, ${name}, ${language}, ${roleId}) returning id`,
    )
    await setBillingEntities(client, id, billingEntityIds)
    const link = await sendLink(client, services, { id, email, name, language }, 'invitation')
    await writeAudit(client, { action: 'user-invited', userId: actor.userId, detail: { user: id, email, roleId } })
    return { account: await readAccount(client, id), link }
  })
}

/** A user has a new link: an invitation until he has chosen a password, afterwards to choose another one. */
export function sendAccountLink(services: Services, actor: Actor, id: number): Promise<{ link: string | null }> {
  return inTransaction(services.pool, async (client) => {
    const account = await readAccount(client, id)
    const kind = account.state === 'invited' ? 'invitation' : 'password'
    const link = await sendLink(client, services, account, kind)
    await writeAudit(client, {
      action: kind === 'invitation' ? 'user-invited' : 'password-link-asked',
      userId: actor.userId,
      detail: { user: id, email: account.email },
    })
    return { link }
  })
}

/** Whoever has that e-mail gets a link by mail, if there is a mail server; nothing tells the asker which it was. */
export function mailPasswordLink(services: Services, email: string, address: string): Promise<void> {
  const { pool, config, secrets } = services
  return inTransaction(pool, async (client) => {
    // Asked before it is known whether there is such a user, so that an error does not tell.
    const canMail = (await readMailSettings(client, config)).settings !== null
    if (canMail) await secrets.demandKey(client)
    const user = await firstRow<Account>(
      client,
      sql`select id, email, name, language from app_user where lower(email) = lower(${email.trim()}) and is_active`,
    )
    await writeAudit(client, { action: 'password-link-asked', userId: user?.id ?? null, detail: { email, address } })
    // Without a mail server it would only void the link an administrator has handed over.
    if (user && canMail) await sendLink(client, services, user, 'password')
  })
}
