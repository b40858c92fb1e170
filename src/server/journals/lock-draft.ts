import type { ClientBase } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { translateConflict } from '../records/apply/translate-conflict.ts'
import { findJournal, type StoredJournal } from './find-journal.ts'

/**
 * The journal, a draft, which nobody else changes or validates before the transaction ends. Throws 'not-found',
 * 'journal-state' when it is no draft, 'busy-elsewhere' when somebody else keeps it for long.
 */
export async function lockDraft(client: ClientBase, actor: Actor, number: number): Promise<StoredJournal> {
  demandState(await findJournal(client, actor, number), 'draft')
  await client.query(`set local lock_timeout = '10s'`)
  await execute(client, sql`select from journal where number = ${number} for update`).catch((error: unknown) => {
    throw translateConflict(error)
  })
  await client.query(`set local lock_timeout = 0`)
  const journal = await findJournal(client, actor, number)
  demandState(journal, 'draft')
  return journal
}

/** Throws 'journal-state' unless the journal is in one of the states. */
export function demandState(journal: StoredJournal, ...states: StoredJournal['state'][]): void {
  const { number, state } = journal
  if (!states.includes(state)) throw new RafaleError('journal-state', { number, state })
}
