import type { EntityName } from '../../shared/catalogue/field.ts'
import type { JournalResult } from '../../shared/contract/journal.contract.ts'
import { onlyRow, sql, type Queryable } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { hiddenSubjects } from '../records/log/hidden-subjects.ts'
import { tellReasons } from './tell-reasons.ts'
import { targetCount } from './count-targets.ts'
import type { StoredJournal } from './find-journal.ts'
import { demandState } from './lock-draft.ts'

/** Those left out are counted over what the validator saw: nobody else is told. */
const isOwn = (actor: Actor, { validatorId }: StoredJournal): boolean =>
  actor.rights.has('seeAll') || validatorId === actor.userId

/** What was refused of the records that the actor may see. */
const refusals = (actor: Actor, { number }: StoredJournal) => sql`(
  select f.code, f.field, f.value
    from journal_refusal as f
   where f.journal_id = ${number}
     and not exists (select from (${hiddenSubjects(actor)}) as hidden where hidden.id = f.record_id))`

/** Whose field the journal changed. */
const entityOf = ({ entity, field }: StoredJournal): EntityName => (field?.startsWith('address.') ? 'address' : entity)

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
  const reasons = await tellReasons(db, actor, entityOf(journal), refusals(actor, journal))
  return {
    targets,
    changed,
    refused: reasons.reduce((sum, { records }) => sum + records, 0),
    reasons,
    notChanged: targets - changed,
    stale: isOwn(actor, journal) ? Math.min(staleCount, targets - changed) : 0,
    changeSet,
    undoneBy: state === 'undone' ? undoneBy : null,
    restorePoint,
  }
}
