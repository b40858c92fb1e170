import type { Pool, PoolClient } from 'pg'
import type { ImportRecap } from '../../shared/contract/import.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { inRetriedTransaction } from '../platform/database/transaction.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'
import { takeTurn } from '../platform/jobs/take-turn.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { applyChanges, type Applied, type ApplyStep } from '../records/apply/apply-changes.ts'
import { addPointBefore } from '../records/log/add-point-before.ts'
import { isStaged } from './is-staged.ts'
import { findImport, type StoredImport } from './find-import.ts'
import { loadPlan } from './plan/load-plan.ts'
import { logPosition } from '../records/log/log-position.ts'
import { stageTables } from './plan/stage-tables.ts'
import { rememberHeaders } from './header-memory.ts'
import { runPlan, type Planned } from './run-plan.ts'

/** Above this share of the scope, a deletion takes an administrator's explicit word. */
const deletionLimit = 0.3

export type Confirmation = { confirmDeletions?: number | undefined; allowManyDeletions?: boolean | undefined }
export type AppliedImport = Applied & { recap: ImportRecap }

type Applying = {
  pool: Pool
  actor: Actor
  importId: number
  confirmation: Confirmation
  /** On the command line nobody looks at a second recap: what moved is planned anew and applied. */
  acceptsMoves: boolean
  run?: Pick<JobRun, 'report' | 'watch' | 'waitFor'>
}

const shares: Record<ApplyStep, number> = { lock: 0.45, write: 0.5, history: 0.75, search: 0.9, commit: 0.98 }

/**
 * The import is written, all or nothing: a restore point before it, one change set, its outcome stored. Waits its turn
 * behind other bulk writers. Throws 'plan-moved' when the base changed since the recap and the new one differs,
 * 'confirmation-wrong' and 'deletions-too-many' about deletions; nothing is written then.
 */
export async function applyImport(applying: Applying): Promise<AppliedImport> {
  const { pool, actor, importId, run } = applying
  const found = await findImport(pool, actor, importId)
  return inRetriedTransaction(pool, async (client) => {
    await run?.watch(client)
    await takeTurn(client, run)
    const { plan, recap } = await freshPlan(client, applying, found)
    checkDeletions(actor, recap.records[found.entity]?.delete ?? 0, { recap, ...applying.confirmation })
    const applied = await applyChanges(client, {
      actor,
      plan,
      head: {
        kind: 'import',
        source: found.fileName,
        ...(found.settings.note ? { comment: found.settings.note } : {}),
      },
      onStep: (step) => run?.report(`apply-${step}`, shares[step]),
    })
    await execute(
      client,
      sql`update import_run
             set state = 'done', touched_at = now(), change_set_id = ${applied.changeSet}, restore_point_id = ${await addPointBefore(client, actor, `Import « ${found.fileName} »`, applied.changeSet)}, error = null
           where id = ${importId}`,
    )
    return { ...applied, recap }
  }).then(async (applied) => {
    await rememberHeaders(pool, found)
    return applied
  })
}

/** The plan of the recap that was shown, or a new one when the base moved since and nobody minds. */
async function freshPlan(client: PoolClient, applying: Applying, found: StoredImport): Promise<Planned> {
  const { pool, actor, importId, run, acceptsMoves } = applying
  const now = await logPosition(client)
  // Looked at by another connection: this one would keep a lock on the rows, which could not be staged anew then.
  const stands = found.plannedAt === now && found.recap !== null && (await isStaged(pool, found))
  const standing = stands ? await loadPlan(client, stageTables(found)) : undefined
  if (standing && found.recap) return { plan: standing, recap: found.recap, position: now }
  const again = await runPlan({ pool, actor, importId, ...(run ? { run } : {}) })
  const isSame = JSON.stringify(sortedRecap(again.recap)) === JSON.stringify(sortedRecap(found.recap))
  if (!acceptsMoves && !isSame) throw new RafaleError('plan-moved')
  return again
}

/** A recap with its keys in one order: jsonb keeps them in another. */
const sortedRecap = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, sortedRecap(one)]),
      )
    : value

function checkDeletions(
  actor: Actor,
  deletions: number,
  { recap, confirmDeletions, allowManyDeletions }: Confirmation & { recap: ImportRecap },
): void {
  if (deletions === 0) return
  if (!actor.rights.has('import.delete')) throw new RafaleError('right-missing', { right: 'import.delete' })
  if (confirmDeletions !== deletions) {
    throw new RafaleError('confirmation-wrong', { typed: confirmDeletions ?? '—', expected: deletions })
  }
  const isAllowed = allowManyDeletions === true && actor.rights.has('administration')
  if (recap.deletionShare > deletionLimit && !isAllowed) {
    throw new RafaleError('deletions-too-many', { share: Math.round(recap.deletionShare * 100) })
  }
}
