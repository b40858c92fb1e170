import type { Pool, PoolClient } from 'pg'
import type { Reversal } from '../../shared/contract/change-set.contract.ts'
import { rolledBack } from '../platform/database/rolled-back.ts'
import { rowsOf, sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { countPlan } from '../records/apply/count-plan.sql.ts'
import { labelChanges } from '../records/log/label-changes.ts'
import { planReversal } from '../records/plan/plan-reversal.ts'
import type { Plan } from '../records/plan/plan.ts'
import type { ReversalSource } from '../records/plan/reversal-source.ts'
import type { ReversalConflict } from '../records/plan/settle-reversal.ts'

/** What a reversal would do if it were done now: planned as it would be, counted, and taken back. */
export function previewReversal(
  pool: Pool,
  actor: Actor,
  sourceOf: (client: PoolClient, name: string) => Promise<ReversalSource> | ReversalSource,
): Promise<Reversal> {
  return rolledBack(pool, async (client, name) => {
    const source = await sourceOf(client, name)
    return (await planForView(client, actor, { source, name })).reversal
  })
}

/** A reversal planned as it would be done: counted, its conflicts named; the rows stand in `stage.<name>_<entity>`. */
export async function planForView(
  client: PoolClient,
  actor: Actor,
  { source, name }: { source: ReversalSource; name: string },
): Promise<{ reversal: Reversal; fields: Record<string, number>; plan: Plan }> {
  const { plan, conflicts } = await planReversal(client, { actor, source, name })
  const { counts, fields } = await countPlan(client, plan)
  const total = (action: 'create' | 'update' | 'delete') =>
    Object.values(counts).reduce((sum, count) => sum + count[action], 0)
  const reversal = {
    revert: total('update'),
    recreate: total('create'),
    remove: total('delete'),
    conflicts: conflicts.total,
    sample: await labelled(client, source, conflicts.sample),
  }
  return { reversal, fields, plan }
}

/** How many records a reversal writes: the number a restore asks to be typed. */
export const recordsOf = ({ revert, recreate, remove }: Reversal): number => revert + recreate + remove

/** The conflicts with the names of their records; an address that is gone is named by the history of its owner. */
async function labelled(client: PoolClient, source: ReversalSource, sample: readonly ReversalConflict[]) {
  const addresses = sample.filter(({ entity }) => entity === 'address').map(({ recordId }) => recordId)
  const owned = await rowsOf<{ recordId: number; subjectId: number }>(
    client,
    sql`select s.record_id as "recordId", s.subject_id as "subjectId"
          from ${source.of('address')} as s where s.record_id = any(${addresses}::bigint[])`,
  )
  const ownerOf = new Map(owned.map(({ recordId, subjectId }) => [recordId, subjectId]))
  const records = sample.map((one) => ({ ...one, subjectId: ownerOf.get(one.recordId) ?? one.recordId }))
  const labelOf = await labelChanges(client, records)
  return sample.map((one) => ({ ...one, label: labelOf(one) }))
}
