import type { ClientBase } from 'pg'
import type { changeSetKinds } from '../../../shared/contract/change-set.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { locks } from '../../platform/database/locks.ts'
import { execute, onlyRow, sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { dropHidden } from '../plan/drop-hidden.ts'
import { notePictures } from '../pictures/note-pictures.sql.ts'
import { settleMerges } from '../merge/settle-merges.ts'
import { tuneForBulk } from '../../platform/database/tune-for-bulk.ts'
import { planTable, type Plan } from '../plan/plan.ts'
import { changedFields, countPlan, type PlanCounts } from './count-plan.sql.ts'
import { keepAttached } from './keep-attached.sql.ts'
import { refreshSearch } from './refresh-search.sql.ts'
import { translateConflict } from './translate-conflict.ts'
import { writeHistory } from './write-history.sql.ts'
import { deleteRecords, dropStale, insertRecords, lockRecords, updateRecords } from './write-records.sql.ts'

export type ChangeSetHead = {
  kind: (typeof changeSetKinds)[number]
  /** What it came from: a file name, "journal 34" … */
  source?: string
  comment?: string
  undoes?: number
}

export type Applied = PlanCounts & {
  /** Null when the plan was empty: nothing is written then, not even a change set. */
  changeSet: number | null
  /** Records left out because they changed after the plan was made (bulk only). */
  stale: number
}

export type ApplyStep = 'lock' | 'write' | 'history' | 'search' | 'commit'

/**
 * The one place that writes companies, contacts and addresses. In the caller's transaction: writes what the plan says
 * where the record is still at the version planned for, records it, refreshes the search, and takes the log position
 * as the last act before commit. Everything or nothing; stale rows of a bulk plan are left out and counted, a stale
 * row of an interactive one throws 'record-changed', a taken unique value 'value-not-available'.
 */
export async function applyChanges(
  client: ClientBase,
  change: { actor: Actor; plan: Plan; head: ChangeSetHead; onStep?: (step: ApplyStep) => Promise<void> | void },
): Promise<Applied> {
  const { actor, plan, head, onStep } = change
  await onStep?.('lock')
  await lockForWriting(client, plan)
  // Access may have been withdrawn since the plan was made.
  if (!plan.isInteractive) for (const table of plan.tables) await dropHidden(client, table, actor)
  const shown = await countPlan(client, plan)
  const kept = !plan.isInteractive && hasDeletions(shown) ? await keepAttached(client, plan) : 0
  const planned = kept > 0 ? await countPlan(client, plan) : shown
  if (recordsIn(planned) === 0) return { changeSet: null, stale: kept, ...planned }
  if (!plan.isInteractive) await tuneForBulk(client, recordsIn(planned))
  const changeSet = await openChangeSet(client, actor, head)
  try {
    await onStep?.('write')
    const moved = await writeRecords(client, plan, planned)
    const stale = kept + moved
    const counted = moved > 0 ? await countPlan(client, plan) : planned
    await onStep?.('history')
    for (const table of plan.tables) await writeHistory(client, { table, changeSet, counted })
    if (recordsIn(counted) === 0) {
      await execute(client, sql`delete from change_set where id = ${changeSet}`)
      return { changeSet: null, stale, ...counted }
    }
    await notePictures(client, plan)
    await onStep?.('search')
    await refreshSearch(client, plan)
    if (head.kind === 'undo' || head.kind === 'restore') await settleMerges(client, head)
    await client.query('set constraints all immediate')
    await onStep?.('commit')
    await closeChangeSet(client, changeSet, counted)
    return { changeSet, stale, ...counted }
  } catch (error) {
    throw translateConflict(error)
  }
}

const recordsIn = ({ counts }: PlanCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count.create + count.update + count.delete, 0)

const hasDeletions = ({ counts }: PlanCounts): boolean => Object.values(counts).some((count) => count.delete > 0)

async function lockForWriting(client: ClientBase, plan: Plan): Promise<void> {
  if (!plan.isInteractive) {
    await execute(client, sql`select pg_advisory_xact_lock(${locks.bulk})`)
    return
  }
  for (const table of plan.tables) {
    const { expected } = await onlyRow<{ expected: number }>(
      client,
      sql`select count(*) as expected from ${planTable(table)} as p where p.action <> 'c'`,
    )
    if (expected > 0 && (await lockRecords(client, table)) < expected) throw new RafaleError('record-changed')
  }
}

async function openChangeSet(client: ClientBase, actor: Actor, head: ChangeSetHead): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    client,
    sql`insert into change_set (kind, author_id, source, comment, undoes)
        values (${head.kind}, ${actor.userId}, ${head.source ?? null}, ${head.comment ?? null}, ${head.undoes ?? null})
        returning id`,
  )
  return id
}

/** Deletions first, so that a code they free can be taken in the same change set; how many rows were stale. */
async function writeRecords(client: ClientBase, plan: Plan, planned: PlanCounts): Promise<number> {
  let stale = 0
  for (const table of plan.tables) {
    const count = planned.counts[table.entity]
    if (!count) continue
    const deleted = count.delete > 0 ? await deleteRecords(client, table) : 0
    const updated = count.update > 0 ? await updateRecords(client, table, changedFields(table, planned)) : 0
    if (deleted + updated < count.delete + count.update) stale += await dropStale(client, table)
  }
  if (stale > 0 && plan.isInteractive) throw new RafaleError('record-changed')
  for (const table of plan.tables) {
    if ((planned.counts[table.entity]?.create ?? 0) > 0) await insertRecords(client, table)
  }
  return stale
}

/** The change set has its counts and its place in the log; the lock makes that place the order of commit. */
async function closeChangeSet(client: ClientBase, changeSet: number, counted: PlanCounts): Promise<void> {
  await execute(client, sql`select pg_advisory_xact_lock(${locks.logPosition})`)
  await execute(
    client,
    sql`update change_set
           set counts = ${JSON.stringify(counted.counts)}::jsonb,
               fields = ${JSON.stringify(counted.fields)}::jsonb,
               at = clock_timestamp(),
               position = nextval('log_position')
         where id = ${changeSet}`,
  )
  await execute(
    client,
    sql`update change_set as undone set undone_by = undoing.id
          from change_set as undoing
         where undoing.id = ${changeSet} and undone.id = undoing.undoes`,
  )
}
