import type { Pool } from 'pg'
import { inTransaction } from '../src/server/platform/database/transaction.ts'
import type { Actor } from '../src/server/platform/auth/actor.ts'
import { applyChanges, type Applied } from '../src/server/records/apply/apply-changes.ts'
import { planReversal } from '../src/server/records/plan/plan-reversal.ts'
import { undoSource } from '../src/server/records/plan/reversal-source.ts'

/** The change set is undone by the engine, as the job does it. */
export function undo(pool: Pool, actor: Actor, changeSet: number): Promise<Applied> {
  return inTransaction(pool, async (client) => {
    const source = undoSource(changeSet, 'keep')
    const { plan } = await planReversal(client, { actor, source, name: `test_undo_${changeSet}` })
    return applyChanges(client, { actor, plan, head: { kind: 'undo', undoes: changeSet } })
  })
}
