import type { ClientBase, Pool } from 'pg'
import type { Journal } from '../../shared/contract/journal.contract.ts'
import type { TargetSource } from '../../shared/contract/journal-targeting.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { execute, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { demandRight, type Actor } from '../platform/auth/actor.ts'
import { tableOf } from '../records/entity-table.ts'
import { isVisible } from '../records/visibility.ts'
import { dropPreviews } from './drop-previews.ts'
import { findJournal, getJournal } from './find-journal.ts'
import { lockToChange } from './lock-draft.ts'
import { changeHeader, emptyHeader, type Header, type HeaderChange } from './read-header.ts'
import { insertSource } from './add-targets.ts'

export type NewJournal = HeaderChange & { entity: ListEntity; targets?: TargetSource | undefined }

/** A new draft, with its records when they are said. Throws what `changeHeader` and `addTargets` throw. */
export async function createJournal(pool: Pool, actor: Actor, given: NewJournal): Promise<Journal> {
  const { entity, targets, ...change } = given
  demandRight(actor, 'journal.prepare')
  demandRight(actor, `${entity}.see`)
  const header = changeHeader({ entity, language: actor.language }, emptyHeader, change)
  return inTransaction(pool, async (client) => {
    const number = await insertJournal(client, actor, entity, header)
    if (targets) await insertSource(client, actor, { number, entity }, targets)
    return getJournal(client, actor, number)
  })
}

async function insertJournal(client: ClientBase, actor: Actor, entity: ListEntity, header: Header): Promise<number> {
  const { tab, field, operation, value, comment } = header
  const { number } = await onlyRow<{ number: number }>(
    client,
    sql`insert into journal (entity, tab, field, operation, value, comment, author_id, preparer_ids)
        values (${entity}, ${tab}, ${field}, ${operation}, ${JSON.stringify(value)}::jsonb, ${comment}, ${actor.userId},
                ${actor.userId === null ? [] : [actor.userId]}::bigint[])
        returning number`,
  )
  return number
}

/** The header of a draft is changed; its previews are gone. Throws what `lockToChange` and `changeHeader` throw. */
export function updateJournal(pool: Pool, actor: Actor, number: number, change: HeaderChange): Promise<Journal> {
  return inTransaction(pool, async (client) => {
    const journal = await lockToChange(client, actor, number)
    const { tab, field, operation, value, comment } = changeHeader(
      { entity: journal.entity, language: actor.language },
      journal,
      change,
    )
    await execute(
      client,
      sql`update journal
             set tab = ${tab}, field = ${field}, operation = ${operation}, value = ${JSON.stringify(value)}::jsonb, comment = ${comment}
           where number = ${number}`,
    )
    await dropPreviews(client, number)
    return getJournal(client, actor, number)
  })
}

/** A draft is gone; its number is not given again. Throws what `lockToChange` throws. */
export function deleteJournal(pool: Pool, actor: Actor, number: number): Promise<void> {
  return inTransaction(pool, async (client) => {
    await lockToChange(client, actor, number)
    await execute(client, sql`delete from journal_target where journal_id = ${number}`)
    await execute(client, sql`delete from journal where number = ${number}`)
    await dropPreviews(client, number)
  })
}

/** A draft with the header of another journal and, unless said otherwise, with those of its records that the actor sees. */
export function duplicateJournal(pool: Pool, actor: Actor, number: number, withTargets: boolean): Promise<Journal> {
  return inTransaction(pool, async (client) => {
    const { entity, ...header } = await findJournal(client, actor, number)
    const copy = await insertJournal(client, actor, entity, header)
    if (withTargets) {
      await execute(
        client,
        sql`insert into journal_target (journal_id, record_id)
            select ${copy}::bigint, t.record_id
              from journal_target as t
              join ${tableOf(entity)} as r on r.id = t.record_id
             where t.journal_id = ${number} and ${isVisible(entity, 'r', actor)}
             order by t.record_id`,
      )
    }
    return getJournal(client, actor, copy)
  })
}
