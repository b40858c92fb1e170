import type { Pool } from 'pg'
import type { AddedTargets, JournalClipboard } from '../../shared/contract/journal-targeting.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { tableOf } from '../records/entity-table.ts'
import { isVisible } from '../records/visibility.ts'
import { insertTargets } from './add-targets.ts'
import { targetCount } from './count-targets.ts'
import { demandJournals, findJournal } from './find-journal.ts'
import { lockToChange } from './lock-draft.ts'

const hoursKept = 24
const isFresh = sql`copied_at > now() - make_interval(hours => ${hoursKept})`
const ownerOf = (actor: Actor): number => actor.userId ?? 0

/** What the actor copied in the last 24 hours, with the number of records he may see now. */
export async function getClipboard(db: Queryable, actor: Actor): Promise<JournalClipboard | null> {
  demandJournals(actor)
  const found = await findClipboard(db, actor)
  if (!found) return null
  const counted = await firstRow<{ count: number }>(
    db,
    sql`select count(*) as count from (${copiedIds(actor, found.entity)}) as copied`,
  )
  return { ...found, count: counted?.count ?? 0 }
}

const findClipboard = (db: Queryable, actor: Actor): Promise<Omit<JournalClipboard, 'count'> | undefined> =>
  firstRow(
    db,
    sql`select entity, journal, copied_at as "copiedAt"
          from journal_clipboard where owner_id = ${ownerOf(actor)} and ${isFresh}`,
  )

const copiedIds = (actor: Actor, entity: JournalClipboard['entity']) => sql`
  select r.id
    from journal_clipboard_record as copied
    join ${tableOf(entity)} as r on r.id = copied.record_id
   where copied.owner_id = ${ownerOf(actor)} and ${isVisible(entity, 'r', actor)}`

/** The records of a journal that the actor may see are in his clipboard, in place of what was there. Throws 'not-found'. */
export function copyTargets(pool: Pool, actor: Actor, number: number): Promise<JournalClipboard> {
  return inTransaction(pool, async (client) => {
    const { entity } = await findJournal(client, actor, number)
    const owner = ownerOf(actor)
    await execute(
      client,
      sql`with gone as (delete from journal_clipboard where owner_id = ${owner} or not ${isFresh} returning owner_id)
          delete from journal_clipboard_record as copied using gone where copied.owner_id = gone.owner_id`,
    )
    await execute(
      client,
      sql`insert into journal_clipboard (owner_id, entity, journal) values (${owner}, ${entity}, ${number})`,
    )
    const count = await execute(
      client,
      sql`insert into journal_clipboard_record (owner_id, record_id)
          select ${owner}::bigint, t.record_id
            from journal_target as t
            join ${tableOf(entity)} as r on r.id = t.record_id
           where t.journal_id = ${number} and ${isVisible(entity, 'r', actor)}
           order by t.record_id`,
    )
    if (count > 10_000) await execute(client, sql`analyze journal_clipboard_record`)
    const clipboard = await firstRow<{ copiedAt: string }>(
      client,
      sql`select copied_at as "copiedAt" from journal_clipboard where owner_id = ${owner}`,
    )
    return { entity, journal: number, count, copiedAt: clipboard?.copiedAt ?? '' }
  })
}

/**
 * The clipboard's records are targets of a draft, each once; the clipboard stays. Throws what `lockToChange` throws,
 * 'clipboard-empty', 'journal-entity-differs'.
 */
export function pasteTargets(
  pool: Pool,
  actor: Actor,
  number: number,
): Promise<Pick<AddedTargets, 'added' | 'alreadyPresent' | 'targets'>> {
  return inTransaction(pool, async (client) => {
    const journal = await lockToChange(client, actor, number)
    const clipboard = await findClipboard(client, actor)
    if (!clipboard) throw new RafaleError('clipboard-empty')
    if (clipboard.entity !== journal.entity) throw new RafaleError('journal-entity-differs')
    const inserted = await insertTargets(client, number, copiedIds(actor, journal.entity))
    return { ...inserted, targets: await targetCount(client, actor, journal) }
  })
}
