import type { ClientBase } from 'pg'
import type { changeSetKinds } from '../../../shared/contract/change-set.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { locks } from '../../platform/database/locks.ts'
import { execute, onlyRow, sql } from '../../platform/database/sql.ts'
import type { Actor } from '../actor.ts'
import { dropHidden } from '../plan/drop-hidden.ts'
import { tuneForBulk } from '../../platform/database/tune-for-bulk.ts'
import { planTable, type Plan, type PlanTable } from '../plan/plan.ts'
import { countPlan, type PlanCounts } from './count-plan.sql.ts'
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
  const changeSet = await openChangeSet(client, actor, head)
  try {
    await onStep?.('write')
    const stale = await writeRecords(client, plan)
    await onStep?.('history')
    for (const table of plan.tables) await writeHistory(client, table, changeSet)
    const counted = await countPlan(client, plan)
    if (Object.keys(counted.counts).length === 0) {
      await execute(client, sql`delete from change_set where id = ${changeSet}`)
      return { changeSet: null, stale, ...counted }
    }
    await onStep?.('search')
    await refreshSearch(client, plan)
    await client.query('set constraints all immediate')
    await onStep?.('commit')
    await closeChangeSet(client, changeSet, counted)
    return { changeSet, stale, ...counted }
  } catch (error) {
    throw translateConflict(error)
  }
}

async function lockForWriting(client: ClientBase, plan: Plan): Promise<void> {
  if (!plan.isInteractive) {
    await execute(client, sql`select pg_advisory_xact_lock(${locks.bulk})`)
    let records = 0
    for (const table of plan.tables) records += await countRows(client, table)
    await tuneForBulk(client, records)
    return
  }
  for (const table of plan.tables) {
    const { expected } = await onlyRow<{ expected: number }>(
      client,
      sql`select count(*) as expected from ${sql.id(table.schema, table.name)} where action <> 'c'`,
    )
    if (expected > 0 && (await lockRecords(client, table)) < expected) throw new RafaleError('record-changed')
  }
}

async function countRows(client: ClientBase, table: PlanTable): Promise<number> {
  const { rows } = await onlyRow<{ rows: number }>(client, sql`select count(*) as rows from ${planTable(table)}`)
  return rows
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

/** Deletions first, so that a code they free can be taken in the same change set. */
async function writeRecords(client: ClientBase, plan: Plan): Promise<number> {
  let stale = 0
  for (const table of plan.tables) {
    const written = (await deleteRecords(client, table)) + (await updateRecords(client, table))
    const { expected } = await onlyRow<{ expected: number }>(
      client,
      sql`select count(*) as expected from ${sql.id(table.schema, table.name)} where action <> 'c'`,
    )
    if (written < expected) stale += await dropStale(client, table)
  }
  if (stale > 0 && plan.isInteractive) throw new RafaleError('record-changed')
  for (const table of plan.tables) await insertRecords(client, table)
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
