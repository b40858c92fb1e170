import type { Pool, PoolClient } from 'pg'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { execute, firstRow, sql } from '../platform/database/sql.ts'
import { inRetriedTransaction } from '../platform/database/transaction.ts'
import { applyChanges } from '../records/apply/apply-changes.ts'
import { explainConflict } from '../records/apply/translate-conflict.ts'
import { subjectIsVisible } from '../records/log/subject-is-visible.ts'
import { planReversal } from '../records/plan/plan-reversal.ts'
import { planTable } from '../records/plan/plan.ts'
import { deletionSource } from '../records/plan/reversal-source.ts'
import { errorTable } from '../../shared/errors/error-table.ts'

type Deleted = { entity: ListEntity; id: number }

/**
 * A deleted company or contact is there again, with the contacts and addresses that were deleted with it. Throws
 * 'not-found' when it is not in the bin or hidden, 'recycle-refused' with the reason when it cannot come back.
 */
export async function bringBack(pool: Pool, actor: Actor, { entity, id }: Deleted) {
  demandRight(actor, `${entity}.see`)
  demandRight(actor, `${entity}.delete`)
  const work = inRetriedTransaction(pool, async (client) => {
    await client.query(`set local lock_timeout = '5s'`)
    const changeSet = await lastDeletion(client, actor, { entity, id })
    const name = `recycle_${id}_${Date.now()}`
    const { plan, conflicts } = await planReversal(client, { actor, source: deletionSource(changeSet, id), name })
    const own = conflicts.sample.find((one) => one.recordId === id)
    if (own) throw new RafaleError('recycle-refused', { reason: reasonText(own.reason, actor.language) })
    const applied = await applyChanges(client, { actor, plan, head: { kind: 'undo', source: `#${changeSet}` } })
    if (applied.changeSet === null) throw new RafaleError('not-found')
    for (const table of plan.tables) await execute(client, sql`drop table if exists ${planTable(table)}`)
    await execute(client, sql`drop table if exists ${sql.id('stage', `${name}_conflict`)}`)
    return { changeSet: applied.changeSet, conflicts: conflicts.total }
  })
  return work.catch(async (error: unknown) => {
    throw await explainConflict(pool, error)
  })
}

/** The change set that deleted the record for the last time; throws 'not-found'. */
async function lastDeletion(client: PoolClient, actor: Actor, { entity, id }: Deleted): Promise<number> {
  const found = await firstRow<{ changeSet: number }>(
    client,
    sql`select gone.change_set_id as "changeSet" from change as gone
         where gone.subject_id = ${id} and gone.record_id = ${id} and gone.entity = ${entity} and gone.action = 'd'
           and not exists (select from ${sql.id(entity)} as live where live.id = ${id})
           and ${subjectIsVisible(sql`gone.record_id`, actor)}
         order by gone.change_set_id desc
         limit 1`,
  )
  if (!found) throw new RafaleError('not-found')
  return found.changeSet
}

/** Why it cannot come back: a rule's code, or a word of the engine. */
function reasonText(reason: string, language: Language): string {
  if (reason === 'owner-gone') return language === 'fr' ? 'sa société est supprimée' : 'its company is deleted'
  return reason in errorTable ? errorText(reason as ErrorCode, { value: '…', field: '' }, language) : reason
}
