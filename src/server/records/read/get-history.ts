import type { HistoryEntry, ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { firstRow, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { tableOf } from '../entity-table.ts'
import { labelChanges } from '../log/label-changes.ts'
import { historyEntry, loggedColumns, loggedValues, type LoggedChange } from '../log/logged-change.ts'
import { changeIsVisible } from '../log/visible-changes.ts'
import { isVisible } from '../visibility.ts'
import { labelReferences } from './label-references.ts'

export type History = { entries: HistoryEntry[]; references: Record<string, string>; next: number | null }

type Request = { entity: ListEntity; id: number; before?: number | undefined; limit?: number | undefined }

/** A company's page shows at most this many contacts of one change set; the change set itself shows them all. */
const contactsPerChangeSet = 100

/**
 * What happened to a record and its addresses, and to a company's contacts, `limit` change sets a page, newest first; of a
 * deleted record too. Throws 'not-found' when the record is hidden or never was.
 */
export async function getHistory(db: Queryable, actor: Actor, request: Request): Promise<History> {
  const { entity, id, before, limit = 50 } = request
  await demandKnown(db, actor, request)
  const changes = await rowsOf<LoggedChange>(
    db,
    sql`with subject as materialized (${subjects(actor, entity, id)}), touched as (
          select change.change_set_id, change.entity, change.record_id,
                 row_number() over (partition by change.change_set_id, subject.is_own order by change.record_id) as place
            from subject
            join change on change.subject_id = subject.id
           where (subject.is_own or (change.entity = 'contact' and ${changeIsVisible('change', actor)}))
             ${before === undefined ? sql`` : sql`and change.change_set_id < ${before}`}
        ), page as (
          select distinct touched.change_set_id from touched order by 1 desc limit ${limit + 1}
        )
        select ${loggedColumns}
          from page
          join touched on touched.change_set_id = page.change_set_id and touched.place <= ${contactsPerChangeSet}
          join change on change.change_set_id = touched.change_set_id
                     and change.entity = touched.entity and change.record_id = touched.record_id
          join change_set on change_set.id = change.change_set_id
         order by change_set.id desc, change.record_id <> ${id}, change.entity, change.record_id`,
  )
  const changeSets = [...new Set(changes.map(({ changeSet }) => changeSet))]
  const shown = changes.filter(({ changeSet }) => changeSets.indexOf(changeSet) < limit)
  const labelOf = await labelChanges(db, shown)
  return {
    entries: shown.map((change) => historyEntry(change, change.recordId === id ? null : labelOf(change))),
    references: await labelReferences(db, actor, loggedValues(shown)),
    next: changeSets.length > limit ? (changeSets[limit - 1] ?? null) : null,
  }
}

/** The record itself and, of a company, its contacts, deleted ones too. */
function subjects(actor: Actor, entity: ListEntity, id: number): Sql {
  const own = sql`select ${id}::bigint as id, true as is_own`
  if (entity === 'contact' || !actor.rights.has('contact.see')) return own
  return sql`${own}
    union all
    select c.id, false from contact as c where c.company_id = ${id}
    union all
    select distinct gone.record_id, false
      from change as gone
     where gone.action = 'd' and gone.entity = 'contact' and (gone.fields #>> '{company,0}')::bigint = ${id}
       and not exists (select from contact as live where live.id = gone.record_id)`
}

/** A change of what one may not see is no history: the record is there and visible, or was deleted and is not hidden. */
async function demandKnown(db: Queryable, actor: Actor, { entity, id }: Request): Promise<void> {
  const known = await firstRow<{ isSeen: boolean }>(
    db,
    sql`select ${isVisible(entity, 'r', actor)} as "isSeen" from ${tableOf(entity)} as r where r.id = ${id}`,
  )
  if (known?.isSeen) return
  const wasSeen =
    !known &&
    (await firstRow(
      db,
      sql`select from change
           where change.subject_id = ${id} and change.record_id = ${id} and change.entity = ${entity}
             and ${changeIsVisible('change', actor)}
           limit 1`,
    ))
  if (!wasSeen) throw new RafaleError('not-found')
}
