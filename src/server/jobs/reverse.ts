import type { Pool, PoolClient } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { inRetriedTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { JobResult, JobRun } from '../platform/jobs/job-run.ts'
import { takeTurn } from '../platform/jobs/take-turn.ts'
import { applyChanges, type ApplyStep, type ChangeSetHead } from '../records/apply/apply-changes.ts'
import { demandKept } from '../change-sets/retention.ts'
import { tellUndone } from './tell-job-end.ts'
import { planReversal } from '../records/plan/plan-reversal.ts'
import { planTable } from '../records/plan/plan.ts'
import type { ReversalSource } from '../records/plan/reversal-source.ts'

export type Reversing = {
  head: ChangeSetHead
  sourceOf: (client: PoolClient, name: string) => Promise<ReversalSource> | ReversalSource
}

const shares: Record<ApplyStep, number> = { lock: 0.4, write: 0.5, history: 0.75, search: 0.9, commit: 0.98 }

/** An undo or a restore: planned and applied in one transaction, as a change set of its own. Throws 'nothing-to-undo'. */
export async function reverse(
  pool: Pool,
  run: Pick<JobRun, 'report' | 'watch' | 'waitFor'> & { id?: number; actor: Actor },
  { head, sourceOf }: Reversing,
): Promise<JobResult & { changeSet: number; conflicts: number }> {
  return inRetriedTransaction(pool, async (client) => {
    await run.watch(client)
    await takeTurn(client, run)
    const name = `reverse_${process.pid}_${Date.now()}`
    await run.report('plan-reversal', 0.1)
    if (head.undoes !== undefined) await demandKept(client, head.undoes)
    const source = await sourceOf(client, name)
    const { plan, conflicts } = await planReversal(client, { actor: run.actor, source, name })
    const applied = await applyChanges(client, {
      actor: run.actor,
      plan,
      head,
      onStep: (step) => run.report(`apply-${step}`, shares[step]),
    })
    if (applied.changeSet === null) throw new RafaleError('nothing-to-undo')
    if (head.undoes !== undefined)
      await tellUndone(client, { changeSet: head.undoes, undo: applied.changeSet, by: run.actor })
    for (const table of plan.tables) await execute(client, sql`drop table ${planTable(table)}`)
    for (const part of ['conflict', 'source'])
      await execute(client, sql`drop table if exists ${sql.id('stage', `${name}_${part}`)}`)
    return { changeSet: applied.changeSet, conflicts: conflicts.total }
  })
}
