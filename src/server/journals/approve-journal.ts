/** Four eyes (BU-8): a journal is handed over to be validated by somebody who may, taken back, or sent back with a word. */
import type { ClientBase, Pool } from 'pg'
import type { Journal } from '../../shared/contract/journal.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { cancelJob } from '../platform/jobs/cancel-job.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { addNotice } from '../platform/notices/add-notice.ts'
import { findJournal, getJournal, isPreparer, type StoredJournal } from './find-journal.ts'
import { readJournalRules } from './journal-rules.ts'
import { demandState, lockDraft, lockJournal } from './lock-draft.ts'
import { changeOf } from './plan/plan-journal.ts'

/** The draft waits for validation; those who may validate it are told. Throws what `lockDraft` throws, 'journal-incomplete'. */
export function submitJournal(pool: Pool, actor: Actor, number: number): Promise<Journal> {
  return inTransaction(pool, async (client) => {
    const journal = await lockDraft(client, actor, number)
    changeOf(journal)
    await execute(
      client,
      sql`update journal set submitted_at = now(), submitted_by = ${actor.userId}, returned_note = null where number = ${number}`,
    )
    await addNotice(client, {
      kind: 'journal-waiting',
      to: await validators(client, actor, journal),
      by: actor.name,
      subject: `Journal n° ${number}`,
      detail: journal.comment,
      journal: number,
    })
    return getJournal(client, actor, number)
  })
}

/** Whoever else holds the right and, under the rule of four eyes, did not prepare it. */
async function validators(client: ClientBase, actor: Actor, { entity, preparerIds }: StoredJournal) {
  const { areFourEyes } = await readJournalRules(client)
  const left = [...(areFourEyes ? preparerIds : []), ...(actor.userId === null ? [] : [actor.userId])]
  return sql`
    select holder.id from app_user as holder join role on role.id = holder.role_id
     where array['journal.validate', ${`${entity}.see`}] <@ role.rights and holder.id <> all(${left}::bigint[])`
}

/**
 * The waiting journal is a draft again: taken back by one who prepared it, or sent back by one who validates, with a word
 * to its preparers. Throws 'journal-state', 'right-missing'.
 */
export function withdrawJournal(pool: Pool, actor: Actor, number: number, note: string | null): Promise<Journal> {
  return inTransaction(pool, async (client) => {
    const journal = await lockJournal(client, actor, number, 'waiting')
    const isOwn = isPreparer(actor, journal)
    if (!isOwn) demandRight(actor, 'journal.validate')
    await execute(
      client,
      sql`update journal set submitted_at = null, submitted_by = null, returned_note = ${note} where number = ${number}`,
    )
    if (!isOwn) {
      await addNotice(client, {
        kind: 'journal-returned',
        to: sql`select unnest(preparer_ids) from journal where number = ${number}`,
        by: actor.name,
        subject: `Journal n° ${number}`,
        detail: note,
        journal: number,
      })
    }
    return getJournal(client, actor, number)
  })
}

/** The scheduled validation will not take place; whoever may validate can say so. Throws 'journal-state', 'right-missing'. */
export async function unscheduleJournal(pool: Pool, actor: Actor, number: number): Promise<Journal> {
  demandRight(actor, 'journal.validate')
  const journal = await findJournal(pool, actor, number)
  demandState(journal, 'scheduled')
  await cancelJob(pool, journal.job ?? 0, null)
  return getJournal(pool, actor, number)
}

/** Throws 'journal-four-eyes' when the rule is on and the actor prepared the journal himself. */
export async function demandOtherEyes(client: ClientBase, actor: Actor, journal: StoredJournal): Promise<void> {
  const { areFourEyes } = await readJournalRules(client)
  if (areFourEyes && isPreparer(actor, journal)) throw new RafaleError('journal-four-eyes')
}
