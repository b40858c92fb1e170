import type { JournalResult } from '../../shared/contract/journal.contract.ts'
import { onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { hiddenSubjects } from '../records/log/hidden-subjects.ts'
import { targetCount } from './count-targets.ts'
import type { StoredJournal } from './find-journal.ts'
import { demandState } from './lock-draft.ts'

/** Those left out are counted over what the validator saw: nobody else is told. */
const isOwn = (actor: Actor, { validatorId }: StoredJournal): boolean =>
  actor.rights.has('seeAll') || validatorId === actor.userId

/** What a validated journal did to the records that the actor may see. Throws 'journal-state' for a draft. */
export async function getJournalResult(db: Queryable, actor: Actor, journal: StoredJournal): Promise<JournalResult> {
  demandState(journal, 'validated', 'undone')
  const { changeSet, restorePoint, state, undoneBy, staleCount } = journal
  const targets = await targetCount(db, actor, journal)
  const { changed } = await onlyRow<{ changed: number }>(
    db,
    sql`select (select count(*) from change where change.change_set_id = ${changeSet})
             - (select count(*) from change
                  join (${hiddenSubjects(actor)}) as hidden on hidden.id = change.subject_id
                 where change.change_set_id = ${changeSet}) as changed`,
  )
  return {
    targets,
    changed,
    notChanged: targets - changed,
    stale: isOwn(actor, journal) ? Math.min(staleCount, targets - changed) : 0,
    changeSet,
    undoneBy: state === 'undone' ? undoneBy : null,
    restorePoint,
  }
}
