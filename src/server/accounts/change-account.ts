import type { Pool, PoolClient } from 'pg'
import type { z } from 'zod'
import type { Account, changeAccount as contract } from '../../shared/contract/account.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { keepAdministrator, takeTurnAtAccounts } from '../platform/auth/keep-administrator.ts'
import { closeSessions } from '../platform/auth/session.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { readAccount } from './read-accounts.ts'

type Change = z.infer<NonNullable<typeof contract.body>>

/**
 * The account is as `change` says, from the user's next request on. A user made inactive has no session, no key and no
 * link left. Throws 'not-found', 'value-not-available' for an e-mail somebody has, 'last-administrator'.
 */
export function changeAccount(pool: Pool, actor: Actor, id: number, change: Change): Promise<Account> {
  return inTransaction(pool, async (client) => {
    await takeTurnAtAccounts(client)
    const before = await readAccount(client, id)
    if (change.email !== undefined) await refuseTakenEmail(client, change.email, id)
    if (change.roleId !== undefined) await demandRole(client, change.roleId)
    const { email = before.email, name = before.name, language = before.language, roleId = before.roleId } = change
    const isActive = change.isActive ?? before.state !== 'inactive'
    await execute(
      client,
      sql`update app_user
             set email = ${email}, name = ${name}, language = ${language}, role_id = ${roleId}, is_active = ${isActive}
           where id = ${id}`,
    )
    if (change.billingEntityIds) await setBillingEntities(client, id, change.billingEntityIds)
    if (!isActive) await shutOut(client, id)
    await keepAdministrator(client)
    await tell(client, actor, before, change)
    return readAccount(client, id)
  })
}

/** Throws 'value-not-available' when another user has that e-mail. */
export async function refuseTakenEmail(client: PoolClient, email: string, but: number | null): Promise<void> {
  const taken = await firstRow(
    client,
    sql`select from app_user where lower(email) = lower(${email}) and id is distinct from ${but}::bigint`,
  )
  if (taken) throw new RafaleError('value-not-available', { value: email, field: 'e-mail' }, 'email')
}

/** Throws 'not-found' for a role there is not. */
export async function demandRole(client: PoolClient, roleId: number): Promise<void> {
  if (!(await firstRow(client, sql`select from role where id = ${roleId}`))) throw new RafaleError('not-found')
}

/** The user has access to these billing entities and no others; those that do not exist are passed over. */
export async function setBillingEntities(client: PoolClient, userId: number, ids: readonly number[]): Promise<void> {
  await execute(client, sql`delete from user_billing_entity where user_id = ${userId}`)
  await execute(
    client,
    sql`insert into user_billing_entity (user_id, billing_entity_id)
        select ${userId}::bigint, id from billing_entity where id = any(${[...ids]}::bigint[])`,
  )
}

async function shutOut(client: PoolClient, userId: number): Promise<void> {
  await closeSessions(client, userId)
  await execute(client, sql`delete from api_key where user_id = ${userId}`)
  await execute(client, sql`delete from one_time_link where user_id = ${userId}`)
}

async function tell(client: PoolClient, actor: Actor, before: Account, change: Change): Promise<void> {
  const { isActive, ...rest } = change
  const wasActive = before.state !== 'inactive'
  const detail = { user: before.id, email: before.email }
  if (isActive !== undefined && isActive !== wasActive)
    await writeAudit(client, {
      action: isActive ? 'user-activated' : 'user-deactivated',
      userId: actor.userId,
      detail,
    })
  if (Object.keys(rest).length === 0) return
  const old = Object.fromEntries(Object.keys(rest).map((key) => [key, before[key as keyof typeof rest]]))
  await writeAudit(client, { action: 'user-changed', userId: actor.userId, detail: { ...detail, old, new: rest } })
}
