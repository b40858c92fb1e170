import type { ClientBase, Pool } from 'pg'
import type { JournalPreview, JournalPreviewRow } from '../../shared/contract/journal.contract.ts'
import { locks } from '../platform/database/locks.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { planTable } from '../records/plan/plan.ts'
import { dropPreviewsOf, previewStem } from './drop-previews.ts'
import { findJournal, type StoredJournal } from './find-journal.ts'
import { listPreviewRows } from './list-preview-rows.ts'
import { demandState } from './lock-draft.ts'
import { changeOf, planJournal } from './plan/plan-journal.ts'
import { tellReasons } from './tell-reasons.ts'

/** What is not validated yet can be looked at by whoever is to validate it. */
export const previewedStates = ['draft', 'waiting', 'scheduled'] as const

/**
 * What validating the draft would do now for the actor, planned as validation plans it. The plan stays, until the draft
 * changes or he previews another journal, for `listPreviewRows`. Throws 'not-found', 'journal-state', 'journal-incomplete'.
 */
export function previewJournal(pool: Pool, actor: Actor, number: number): Promise<JournalPreview> {
  return inTransaction(pool, async (client) => {
    const journal = await findJournal(client, actor, number)
    demandState(journal, ...previewedStates)
    changeOf(journal)
    await client.query(`set local work_mem = '256MB'`)
    await execute(
      client,
      sql`select pg_advisory_xact_lock(${locks.journalPreview}::integer, ${actor.userId ?? 0}::integer)`,
    )
    await execute(client, sql`select from journal where number = ${number} for share`)
    await dropPreviewsOf(client, actor.userId)
    return makePreview(client, actor, await findJournal(client, actor, number))
  })
}

async function makePreview(client: ClientBase, actor: Actor, journal: StoredJournal): Promise<JournalPreview> {
  demandState(journal, ...previewedStates)
  const name = previewStem(journal.number, actor.userId)
  const { table, refused, counts } = await planJournal(client, { actor, journal, name })
  await execute(client, sql`create index on ${planTable(table)} (subject_id)`)
  await execute(client, sql`create index on ${refused} (record_id)`)
  await execute(client, sql`analyze ${refused}`)
  const { rows, references } = await listPreviewRows(client, actor, journal, { outcome: 'change', limit: 20 })
  const sample: JournalPreviewRow[] = rows
  return { ...counts, reasons: await tellReasons(client, actor, table.entity, refused), sample, references }
}
