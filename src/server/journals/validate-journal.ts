import type { ClientBase, Pool } from 'pg'
import type { Journal } from '../../shared/contract/journal.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, firstRow, sql } from '../platform/database/sql.ts'
import { inRetriedTransaction, inTransaction } from '../platform/database/transaction.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'
import { takeTurn } from '../platform/jobs/take-turn.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { applyChanges, type Applied, type ApplyStep } from '../records/apply/apply-changes.ts'
import { addPointBefore } from '../records/log/add-point-before.ts'
import { dropPreviews } from './drop-previews.ts'
import { findJournal, getJournal, type StoredJournal } from './find-journal.ts'
import { demandOtherEyes } from './approve-journal.ts'
import { keepRefusals } from './keep-refusals.ts'
import { demandState, lockJournal } from './lock-draft.ts'
import { changeOf, planJournal, type JournalCounts } from './plan/plan-journal.ts'

/** A scheduled validation is at most so far away. */
const furthestDays = 366

type Start = { confirm: number; at?: string | undefined; ifMoved?: 'stop' | 'go' | undefined }

/**
 * A job is to validate the draft, or the journal that waits for it, now or at a time; params `{journal, confirm}`, where
 * null accepts whatever number it is by then. Throws what `lockDraft` throws, 'journal-incomplete', 'journal-four-eyes',
 * 'journal-time-past'.
 */
export function startValidation(pool: Pool, actor: Actor, number: number, start: Start): Promise<Journal> {
  const { confirm, at, ifMoved = 'stop' } = start
  const wait = at === undefined ? 0 : Date.parse(at) - Date.now()
  if (at !== undefined && (wait <= 0 || wait > furthestDays * 86_400_000)) throw new RafaleError('journal-time-past')
  return inTransaction(pool, async (client) => {
    const journal = await lockJournal(client, actor, number, 'draft', 'waiting')
    changeOf(journal)
    await demandOtherEyes(client, actor, journal)
    const job = await addJob(client, {
      kind: 'journal-validate',
      userId: actor.userId,
      subject: `Journal n° ${number}`,
      params: { journal: number, confirm: at !== undefined && ifMoved === 'go' ? null : confirm },
      ...(at === undefined ? {} : { runAt: at }),
    })
    await execute(client, sql`update journal set job_id = ${job} where number = ${number}`)
    return getJournal(client, actor, number)
  })
}

type Validating = {
  pool: Pool
  actor: Actor
  number: number
  /** How many records are to change: the number that was previewed; null when nobody looked. */
  confirm: number | null
  run: Pick<JobRun, 'report' | 'watch' | 'waitFor'> & { id?: number }
}

export type ValidatedJournal = Applied & { counts: JournalCounts; restorePoint: number | null }

const shares: Record<ApplyStep, number> = { lock: 0.35, write: 0.4, history: 0.7, search: 0.9, commit: 0.98 }

/**
 * The journal is validated: what it changes for the actor is written, all or nothing, in one change set with a restore
 * point before it, and the journal is frozen. Waits its turn behind other bulk writers. Throws 'journal-state',
 * 'journal-incomplete', 'journal-nothing', and 'journal-moved' when another number than `confirm` would change.
 */
export async function validateJournal(validating: Validating): Promise<ValidatedJournal> {
  const { pool, actor, number, confirm, run } = validating
  demandRight(actor, 'journal.validate')
  return inRetriedTransaction(pool, async (client) => {
    await run.watch(client)
    await takeTurn(client, run)
    const journal = await lockForJob(client, actor, number, run.id)
    await demandOtherEyes(client, actor, journal)
    await client.query(`set local work_mem = '256MB'`)
    await run.report('plan-journal', 0.05)
    const { plan, refused, counts } = await planJournal(client, { actor, journal, name: `journal_${number}_apply` })
    if (confirm !== null && counts.change !== confirm) {
      throw new RafaleError('journal-moved', { expected: counts.change, confirmed: confirm })
    }
    const applied = await applyChanges(client, {
      actor,
      plan,
      head: { kind: 'journal', source: `n° ${number}`, ...(journal.comment ? { comment: journal.comment } : {}) },
      onStep: (step) => run.report(`apply-${step}`, shares[step]),
    })
    if (applied.changeSet === null) throw new RafaleError('journal-nothing')
    const restorePoint = await addPointBefore(client, actor, `Journal n° ${number}`, applied.changeSet)
    await keepRefusals(client, actor, { journal, refused, applied })
    await freeze(client, actor, { number, applied, restorePoint })
    if (run.id !== undefined) await demandNotLost(client, run.id)
    return { ...applied, counts, restorePoint }
  })
}

/** The journal, kept from everybody else until the end; one that its job no longer validates is left alone. */
async function lockForJob(
  client: ClientBase,
  actor: Actor,
  number: number,
  job: number | undefined,
): Promise<StoredJournal> {
  if (job === undefined) return lockJournal(client, actor, number, 'draft', 'waiting')
  await execute(client, sql`select from journal where number = ${number} for update`)
  const journal = await findJournal(client, actor, number)
  demandState(journal, 'validating')
  if (journal.job !== job) throw new RafaleError('journal-state', { number, state: journal.state })
  return journal
}

type Frozen = { number: number; applied: Applied; restorePoint: number | null }

async function freeze(client: ClientBase, actor: Actor, { number, applied, restorePoint }: Frozen): Promise<void> {
  await dropPreviews(client, number)
  await execute(
    client,
    sql`update journal
           set validator_id = ${actor.userId}, validated_at = now(), change_set_id = ${applied.changeSet},
               restore_point_id = ${restorePoint}, stale_count = ${applied.stale},
               target_count = (select count(*) from journal_target where journal_id = ${number})
         where number = ${number}`,
  )
}

/** A job that was taken for lost has told its user that nothing happened: then nothing does. */
async function demandNotLost(client: ClientBase, job: number): Promise<void> {
  const lost = await firstRow(client, sql`select from job where id = ${job} and state = 'failed'`)
  if (lost) throw new RafaleError('job-lost')
}
