import type { Pool } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { ListValue } from '../../shared/contract/reference.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inRetriedTransaction, inTransaction } from '../platform/database/transaction.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobResult, JobRun } from '../platform/jobs/job-run.ts'
import { takeTurn } from '../platform/jobs/take-turn.ts'
import { applyChanges } from '../records/apply/apply-changes.ts'
import { FaultsError } from '../records/faults-error.ts'
import { checkPlan } from '../records/plan/check-plan.ts'
import { countHolders, planValueMerge, type HeldValue } from '../records/plan/plan-value-merge.ts'
import { planTable } from '../records/plan/plan.ts'
import { findListValue } from './read-lists.ts'

type Pair = { value: ListValue; into: ListValue }

/** What a merge would change: records that the actor may see, by field. Throws as `startMerge` does. */
export async function previewMerge(
  db: Queryable,
  actor: Actor,
  value: number,
  into: number,
): Promise<{ holders: HeldValue[] }> {
  const pair = await findPair(db, value, into)
  return { holders: await countHolders(db, actor, { list: pair.value.list, value }) }
}

/** The job that merges is under way. Throws 'not-found', 'list-merge-unfit' for values that cannot stand for each other. */
export function startMerge(pool: Pool, actor: Actor, value: number, into: number): Promise<{ job: number }> {
  return inTransaction(pool, async (client) => {
    const pair = await findPair(client, value, into)
    const job = await addJob(client, {
      kind: 'list-merge',
      userId: actor.userId,
      subject: `${pair.value.label[actor.language]} → ${pair.into.label[actor.language]}`,
      params: { value, into },
    })
    return { job }
  })
}

/**
 * Every record that held the value holds the other, in one change set that can be undone; the values under it are under
 * the other; it is archived itself, and stays where hidden records hold it.
 */
export function mergeListValues(pool: Pool, run: JobRun): Promise<JobResult> {
  const [value, into] = [Number(run.params['value']), Number(run.params['into'])]
  const name = `list_merge_${run.id}`
  return inRetriedTransaction(pool, async (client) => {
    await run.watch(client)
    await takeTurn(client, run)
    const pair = await findPair(client, value, into)
    const { list } = pair.value
    const plan = { tables: await planValueMerge(client, run.actor, { list, value, into }, name), isInteractive: false }
    const faults = await checkPlan(client, run.actor, plan)
    if (faults.length > 0) throw new FaultsError(faults, run.actor.language)
    const source = `${pair.value.label.fr} → ${pair.into.label.fr}`
    const { changeSet, counts } = await applyChanges(client, {
      actor: run.actor,
      plan,
      head: { kind: 'mass-action', source },
      onStep: (step) => run.report(`apply-${step}`, 0.5),
    })
    for (const table of plan.tables) await execute(client, sql`drop table ${planTable(table)}`)
    await execute(client, sql`update list_value set parent_id = ${into} where parent_id = ${value}`)
    await execute(client, sql`update list_value set is_archived = true where id = ${value}`)
    const detail = { list, value, into, source, changeSet, counts }
    await writeAudit(client, { action: 'list-values-merged', userId: run.actor.userId, detail })
    await execute(client, sql`select pg_notify('list_value', ${list})`)
    return changeSet === null ? {} : { changeSet }
  })
}

/** Two values of one list (and country) of which the second is not archived, nor under the first. */
async function findPair(db: Queryable, valueId: number, intoId: number): Promise<Pair> {
  const [value, into] = [await findListValue(db, valueId), await findListValue(db, intoId)]
  const isUnder = await firstRow(
    db,
    sql`with recursive above as (
          select id, parent_id from list_value where id = ${intoId}
          union
          select v.id, v.parent_id from list_value as v join above on v.id = above.parent_id)
        select from above where id = ${valueId}`,
  )
  if (value.list !== into.list || value.country !== into.country || into.isArchived || isUnder)
    throw new RafaleError('list-merge-unfit')
  return { value, into }
}
