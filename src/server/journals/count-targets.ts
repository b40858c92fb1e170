import { rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import type { Actor } from '../records/actor.ts'
import { tableOf } from '../records/entity-table.ts'
import { hiddenSubjects } from '../records/log/hidden-subjects.ts'
import { isVisible } from '../records/visibility.ts'
import type { StoredJournal } from './find-journal.ts'

type Counted = Pick<StoredJournal, 'number' | 'entity' | 'frozenCount'>
type Count = { number: number; count: number }

/**
 * How many records of each journal the actor may see, by number: of a draft those that exist now, of a validated one those
 * it had then, less the hidden ones, which are few where its records may be a million.
 */
export async function countTargets(
  db: Queryable,
  actor: Actor,
  journals: readonly Counted[],
): Promise<Map<number, number>> {
  const counts = new Map(journals.map(({ number, frozenCount }) => [number, frozenCount ?? 0]))
  for (const entity of ['company', 'contact'] as const) {
    const drafts = numbersOf(journals.filter((one) => one.frozenCount === null && one.entity === entity))
    if (drafts.length === 0) continue
    const found = await rowsOf<Count>(
      db,
      sql`select t.journal_id as number, count(*) as count
            from journal_target as t
            join ${tableOf(entity)} as r on r.id = t.record_id
           where t.journal_id = any(${drafts}::bigint[]) and ${isVisible(entity, 'r', actor)}
           group by t.journal_id`,
    )
    for (const { number, count } of found) counts.set(number, count)
  }
  const frozen = numbersOf(journals.filter(({ frozenCount }) => frozenCount !== null))
  if (frozen.length === 0 || actor.rights.has('seeAll')) return counts
  const hidden = await rowsOf<Count>(
    db,
    sql`select t.journal_id as number, count(*) as count
          from (${hiddenSubjects(actor)}) as hidden
          join journal_target as t on t.record_id = hidden.id and t.journal_id = any(${frozen}::bigint[])
         group by t.journal_id`,
  )
  for (const { number, count } of hidden) counts.set(number, (counts.get(number) ?? 0) - count)
  return counts
}

const numbersOf = (journals: readonly Counted[]): number[] => journals.map(({ number }) => number)

/** How many records of one journal the actor may see. */
export async function targetCount(db: Queryable, actor: Actor, journal: Counted): Promise<number> {
  return (await countTargets(db, actor, [journal])).get(journal.number) ?? 0
}
