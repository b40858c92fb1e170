import type { ClientBase, Pool } from 'pg'
import type { z } from 'zod'
import type { RecordAccess, saveAccess as contract } from '../../../shared/contract/access.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../../platform/auth/actor.ts'
import { writeAudit } from '../../platform/auth/write-audit.ts'
import { execute, firstRow, sql } from '../../platform/database/sql.ts'
import { inRetriedTransaction } from '../../platform/database/transaction.ts'
import { explainConflict } from '../apply/translate-conflict.ts'
import { tableOf } from '../entity-table.ts'
import { findAccess, readAccess } from './read-access.ts'

type Given = z.infer<NonNullable<typeof contract.body>>
type Subject = { entity: ListEntity; id: number }

/**
 * The record is seen by whom `given` names, from everybody's next request on; null when the actor is no longer among
 * them. It is no change of the record: no undo and no restore touches it (rules.md, Restore), the audit log tells it.
 * Throws 'access-shuts-out' unless `shutsMeOut`, 'access-empty', 'record-changed' when it moved since it was read.
 */
export function saveAccess(pool: Pool, actor: Actor, subject: Subject, given: Given): Promise<RecordAccess | null> {
  const { entity, id } = subject
  demandRight(actor, `${entity}.see`)
  if (entity === 'contact' && given.billingEntities.length > 0) throw new RafaleError('access-contact-users')
  const work = inRetriedTransaction(pool, async (client) => {
    // A person waits: answer "import 12 is writing" rather than hang behind a bulk apply.
    await client.query(`set local lock_timeout = '2s'`)
    const before = await lockedAccess(client, actor, subject, given.stamp)
    await writeGrants(client, subject, given)
    const after = await findAccess(client, actor, entity, id)
    if (!after && !given.shutsMeOut) throw new RafaleError('access-shuts-out')
    await writeAudit(client, {
      action: 'access-changed',
      userId: actor.userId,
      detail: { entity, record: id, old: listOf(before), new: listOf(given) },
    })
    return after ?? null
  })
  return work.catch(async (error: unknown) => {
    throw await explainConflict(pool, error)
  })
}

async function lockedAccess(
  client: ClientBase,
  actor: Actor,
  { entity, id }: Subject,
  stamp: string,
): Promise<RecordAccess> {
  // Read first: who may not see the record must not be able to wait for its lock either.
  await readAccess(client, actor, entity, id)
  await execute(client, sql`select from ${tableOf(entity)} where id = ${id} for update`)
  const before = await readAccess(client, actor, entity, id)
  if (before.stamp !== stamp) throw new RafaleError('record-changed')
  return before
}

/** Users and billing entities that do not exist are passed over. */
async function writeGrants(client: ClientBase, { entity, id }: Subject, given: Given): Promise<void> {
  const { isRestricted, users, billingEntities } = given
  await execute(client, sql`update ${tableOf(entity)} set is_restricted = ${isRestricted} where id = ${id}`)
  await execute(client, sql`delete from access_grant where record_id = ${id}`)
  if (!isRestricted) return
  await execute(
    client,
    sql`insert into access_grant (record_id, user_id, billing_entity_id)
        select ${id}::bigint, id, null from app_user where id = any(${users}::bigint[])
        union all
        select ${id}::bigint, null, id from billing_entity where id = any(${billingEntities}::bigint[])`,
  )
  const anybody = await firstRow(client, sql`select from access_grant where record_id = ${id} limit 1`)
  if (!anybody) throw new RafaleError('access-empty')
}

const listOf = ({ isRestricted, users, billingEntities }: Omit<Given, 'stamp'>) => ({
  isRestricted,
  users,
  billingEntities,
})
