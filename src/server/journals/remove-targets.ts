import type { Pool } from 'pg'
import type { TargetRemoval } from '../../shared/contract/journal-targeting.contract.ts'
import { onlyRow, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { tableOf } from '../records/entity-table.ts'
import { isVisible } from '../records/visibility.ts'
import { otherJournal, selectedIds, type Targeted } from './add-targets.ts'
import { targetCount } from './count-targets.ts'
import { dropPreviews } from './drop-previews.ts'
import { lockToChange } from './lock-draft.ts'

/**
 * Records are no longer targets of a draft. Targets that the actor may not see leave with the others when all are meant or
 * another journal says which; they are not counted. Throws what `lockToChange` throws, 'journal-entity-differs', 'filter-invalid'.
 */
export function removeTargets(
  pool: Pool,
  actor: Actor,
  number: number,
  removal: TargetRemoval,
): Promise<{ removed: number; targets: number }> {
  return inTransaction(pool, async (client) => {
    const journal = await lockToChange(client, actor, number)
    const { removed } = await onlyRow<{ removed: number }>(
      client,
      sql`with gone as (
            delete from journal_target as t
             where t.journal_id = ${number} and ${await isMeant(client, actor, journal, removal)}
            returning t.record_id
          )
          select count(*) as removed
            from gone
            join ${tableOf(journal.entity)} as r on r.id = gone.record_id
           where ${isVisible(journal.entity, 'r', actor)}`,
    )
    await dropPreviews(client, number)
    return { removed, targets: await targetCount(client, actor, journal) }
  })
}

async function isMeant(client: Queryable, actor: Actor, journal: Targeted, removal: TargetRemoval): Promise<Sql> {
  const { selection, ids, journal: other, keepOnly, keepSelection } = removal
  const { entity } = journal
  if (selection) return sql`t.record_id in (${selectedIds(actor, entity, selection)})`
  if (keepSelection) return sql`t.record_id not in (${selectedIds(actor, entity, keepSelection)})`
  if (ids) {
    return sql`t.record_id in (
      select r.id from ${tableOf(entity)} as r where r.id = any(${ids}::bigint[]) and ${isVisible(entity, 'r', actor)})`
  }
  if (other === undefined && keepOnly === undefined) return sql`true`
  const theirs = await otherJournal(client, actor, journal, other ?? keepOnly ?? 0)
  const isShared = sql`exists (
    select from journal_target as theirs where theirs.journal_id = ${theirs} and theirs.record_id = t.record_id)`
  return other === undefined ? sql`not ${isShared}` : isShared
}
