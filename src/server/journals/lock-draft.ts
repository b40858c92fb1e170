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
export const lockDraft = (client: ClientBase, actor: Actor, number: number): Promise<StoredJournal> =>
  lockJournal(client, actor, number, 'draft')

/** The same for the change of a draft's header or records: whoever makes it has prepared the journal. */
export async function lockToChange(client: ClientBase, actor: Actor, number: number): Promise<StoredJournal> {
  const journal = await lockDraft(client, actor, number)
  if (actor.userId !== null) {
    await execute(
      client,
      sql`update journal set preparer_ids = preparer_ids || ${actor.userId}::bigint
           where number = ${number} and ${actor.userId}::bigint <> all(preparer_ids)`,
    )
  }
  return journal
}

/** The same for a journal in one of these states. */
export async function lockJournal(
  client: ClientBase,
  actor: Actor,
  number: number,
  ...states: StoredJournal['state'][]
): Promise<StoredJournal> {
  demandState(await findJournal(client, actor, number), ...states)
  await client.query(`set local lock_timeout = '10s'`)
  await execute(client, sql`select from journal where number = ${number} for update`).catch((error: unknown) => {
    throw translateConflict(error)
  })
  await client.query(`set local lock_timeout = 0`)
  const journal = await findJournal(client, actor, number)
  demandState(journal, ...states)
  return journal
}

/** Throws 'journal-state' unless the journal is in one of the states. */
export function demandState(journal: StoredJournal, ...states: StoredJournal['state'][]): void {
  const { number, state } = journal
  if (!states.includes(state)) throw new RafaleError('journal-state', { number, state })
}
