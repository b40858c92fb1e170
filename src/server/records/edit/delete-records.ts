import type { ClientBase, Pool } from 'pg'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { locks } from '../../platform/database/locks.ts'
import { execute, firstRow, sql } from '../../platform/database/sql.ts'
import { inRetriedTransaction } from '../../platform/database/transaction.ts'
import { demandRight, type Actor } from '../../platform/auth/actor.ts'
import { applyChanges } from '../apply/apply-changes.ts'
import { explainConflict } from '../apply/translate-conflict.ts'
import { tableOf } from '../entity-table.ts'
import { deletionBlock } from '../plan/deletion-block.ts'
import { planDeletion } from '../plan/plan-deletion.ts'
import { hasRows, type Plan } from '../plan/plan.ts'
import { settleDefaults } from '../plan/settle-defaults.ts'
import { isVisible } from '../visibility.ts'

/**
 * One company or contact is gone with all that hangs on it, in one change set that can be undone. Throws 'not-found'
 * when it is hidden or gone, 'record-changed' when the version moved, 'deletion-held' when something would go that the
 * actor may not see.
 */
export async function deleteRecord(
  pool: Pool,
  actor: Actor,
  record: { entity: ListEntity; id: number; version: number },
): Promise<{ changeSet: number }> {
  const { entity, id, version } = record
  demandRight(actor, `${entity}.delete`)
  const work = inRetriedTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '2s'`)
    // A bulk writer may be about to give the record an address or a contact, which it cannot see yet.
    await execute(client, sql`select pg_advisory_xact_lock_shared(${locks.bulk})`)
    const found = await firstRow<{ version: number }>(
      client,
      sql`select r.version from ${tableOf(entity)} as r where r.id = ${id} and ${isVisible(entity, 'r', actor)} for update of r`,
    )
    if (!found) throw new RafaleError('not-found')
    if (found.version !== version) throw new RafaleError('record-changed')
    await demandSight(client, actor, { entity, id })
    const plan: Plan = {
      tables: await planDeletion(client, { entity, ids: sql`select ${id}::bigint` }),
      isInteractive: true,
    }
    await settleDefaults(client, plan)
    const filled = []
    for (const table of plan.tables) if (await hasRows(client, table)) filled.push(table)
    const { changeSet } = await applyChanges(client, {
      actor,
      plan: { ...plan, tables: filled },
      head: { kind: 'edit' },
    })
    if (changeSet === null) throw new RafaleError('record-changed')
    return { changeSet }
  })
  return work.catch(async (error: unknown) => {
    throw await explainConflict(pool, error)
  })
}

/** A company with a contact that he may not see is not his to delete; the reason is the one a mass deletion gives. */
async function demandSight(
  client: ClientBase,
  actor: Actor,
  { entity, id }: { entity: ListEntity; id: number },
): Promise<void> {
  const held = await firstRow(
    client,
    sql`select from ${tableOf(entity)} as r where r.id = ${id} and ${deletionBlock(entity, 'r', actor)} is not null`,
  )
  if (held) throw new RafaleError('deletion-held')
}
