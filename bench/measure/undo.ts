import { runWithoutJob } from '../../src/server/platform/jobs/job-run.ts'
import type { Pool } from 'pg'
import { reverse } from '../../src/server/jobs/reverse.ts'
import { systemActor as actor } from '../../src/server/platform/auth/actor.ts'
import { undoSource } from '../../src/server/records/plan/reversal-source.ts'

/** The change set is undone as the job does it: planned and applied, conflicts kept. */
export function undo(pool: Pool, changeSet: number) {
  return reverse(
    pool,
    { actor, ...runWithoutJob() },
    { head: { kind: 'undo', undoes: changeSet }, sourceOf: () => undoSource(changeSet, 'keep') },
  )
}
