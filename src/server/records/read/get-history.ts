import type { z } from 'zod'
import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../../shared/catalogue/field.ts'
import type {
  getHistory as contract,
  HistoryEntry,
  HistoryEvent,
  ListEntity,
} from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import {
  historyActions,
  historyEventNames,
  type HistoryEventKind,
  type HistoryKind,
} from '../../../shared/history/history-kinds.ts'
import { allOf, firstRow, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { systemActor, type Actor } from '../../platform/auth/actor.ts'
import { tableOf } from '../entity-table.ts'
import { labelChanges } from '../log/label-changes.ts'
import { historyEntry, loggedColumns, loggedValues, type LoggedChange } from '../log/logged-change.ts'
import { subjectIsVisible } from '../log/subject-is-visible.ts'
import { changeIsVisible } from '../log/visible-changes.ts'
import { isVisible } from '../visibility.ts'
import { seeReferences } from './label-references.ts'

export type History = z.infer<typeof contract.result>

type Request = { entity: ListEntity; id: number } & NonNullable<z.infer<NonNullable<typeof contract.query>>>

/** A company's page shows at most this many contacts of one change set; the change set itself shows them all. */
const contactsPerChangeSet = 100

/** Where a page ended: a change set, or an event above it. An event is listed above the last change set before it. */
type Place = { changeSet: number; event: number }
type Filters = { changes: Sql; events: Sql }

/**
 * What happened to a record and its addresses, and to a company's contacts, `limit` change sets and events a page, newest
 * first; of a deleted record too. Throws 'not-found' when the record is hidden or never was, 'field-unknown', 'filter-invalid'.
 */
export async function getHistory(db: Queryable, actor: Actor, request: Request): Promise<History> {
  const { entity, id, limit = 50 } = request
  await demandKnown(db, actor, request)
  const filters = filtersOf(request)
  const subject = subjects(actor, entity, id)
  const found = await listPlaces(db, actor, { subject, filters, before: placeOf(request.before), limit: limit + 1 })
  const places = found.slice(0, limit)
  const last = places.at(-1)
  const changes = await readChanges(db, actor, { id, subject, filters, places })
  const events = await readEvents(db, places)
  const labelOf = await labelChanges(db, [
    ...changes,
    ...events.map((event) => ({ ...event, subjectId: event.recordId })),
  ])
  const labelled = (one: Pick<LoggedChange, 'entity' | 'recordId'>) => (one.recordId === id ? null : labelOf(one))
  const { references, seen } = await seeReferences(db, actor, loggedValues(changes))
  return {
    entries: changes.map((change): HistoryEntry => historyEntry(change, labelled(change), seen)),
    events: events.map((event) => ({ ...event, label: labelled(event) })),
    references,
    next: found.length > limit && last ? `${last.changeSet}.${last.event}` : null,
  }
}

function placeOf(before: string | undefined): Place | undefined {
  if (before === undefined) return undefined
  const [, changeSet, event] = /^(\d{1,15})\.(\d{1,15})$/.exec(before) ?? []
  if (changeSet === undefined) throw new RafaleError('filter-invalid', { detail: 'before' })
  return { changeSet: Number(changeSet), event: Number(event) }
}

const isIn = <T extends string>(names: readonly T[], kind: HistoryKind): kind is HistoryKind & T =>
  names.some((name) => name === kind)

/** What is asked for, as conditions on `change` and on `record_event`. */
function filtersOf({ kind, field, user }: Request): Filters {
  const changes: Sql[] = []
  const events: Sql[] = []
  const through = (condition: Sql) =>
    sql`exists (select from change_set where change_set.id = change.change_set_id and ${condition})`
  if (kind !== undefined && isIn<HistoryEventKind>(historyEventNames, kind)) {
    changes.push(sql`false`)
    events.push(sql`record_event.kind = ${kind}`)
  } else if (kind !== undefined) {
    events.push(sql`false`)
    changes.push(
      isIn(historyActions, kind)
        ? sql`change.action = ${{ created: 'c', modified: 'u', deleted: 'd' }[kind]}::"char"`
        : through(sql`change_set.kind = ${kind}`),
    )
  }
  if (field !== undefined) {
    events.push(sql`false`)
    changes.push(touches(field))
  }
  if (user !== undefined) {
    changes.push(through(sql`change_set.author_id = ${user}`))
    events.push(sql`record_event.author_id = ${user}`)
  }
  return { changes: allOf(changes), events: allOf(events) }
}

/** Whether a change touches the field of a path `<entity>.<key>`. */
function touches(path: string): Sql {
  const [owner, key] = path.split('.')
  const entity = entityNames.find((name) => name === owner)
  if (!entity || !catalogue[entity].some((one) => one.key === key)) {
    throw new RafaleError('field-unknown', { field: path }, path)
  }
  return sql`(change.entity = ${entity} and change.fields ? ${key})`
}

type Listing = { subject: Sql; filters: Filters; before: Place | undefined; limit: number }

/**
 * The next change sets and events of some subjects, newest first. Each subject gives no more than are wanted, along its
 * index: the page costs the same after 10,000 changes as after ten.
 */
const listPlaces = (db: Queryable, actor: Actor, { subject, filters, before, limit }: Listing) =>
  rowsOf<Place>(
    db,
    sql`with subject as materialized (${subject}), place as (
          select one.change_set_id, 0::bigint as event_id
            from subject cross join lateral (
              select distinct change.change_set_id
                from change
               where change.subject_id = subject.id
                 and ${before ? sql`change.change_set_id < ${before.changeSet + (before.event > 0 ? 1 : 0)}` : sql`true`}
                 and (subject.is_own or (change.entity = 'contact' and ${changeIsVisible('change', actor)}))
                 and ${filters.changes}
               order by change.change_set_id desc
               limit ${limit}) as one
          union
          select one.change_set_id, one.id
            from subject cross join lateral (
              select record_event.change_set_id, record_event.id
                from record_event
               where record_event.subject_id = subject.id
                 and ${
                   before
                     ? sql`(record_event.change_set_id, record_event.id) < (${before.changeSet}::bigint, ${before.event}::bigint)`
                     : sql`true`
                 }
                 and (subject.is_own or ${subjectIsVisible(sql`record_event.subject_id`, actor)})
                 and ${filters.events}
               order by record_event.change_set_id desc, record_event.id desc
               limit ${limit}) as one
        )
        select place.change_set_id as "changeSet", place.event_id as event
          from place
         order by place.change_set_id desc, place.event_id desc
         limit ${limit}`,
  )

type Reading = { id: number; subject: Sql; filters: Filters; places: readonly Place[] }

function readChanges(db: Queryable, actor: Actor, { id, subject, filters, places }: Reading): Promise<LoggedChange[]> {
  const changeSets = places.filter(({ event }) => event === 0).map(({ changeSet }) => changeSet)
  if (changeSets.length === 0) return Promise.resolve([])
  return rowsOf<LoggedChange>(
    db,
    sql`with subject as materialized (${subject}), touched as (
          select change.change_set_id, change.entity, change.record_id,
                 row_number() over (partition by change.change_set_id, subject.is_own order by change.record_id) as place
            from subject
            join change on change.subject_id = subject.id
           where change.change_set_id = any(${changeSets}::bigint[])
             and (subject.is_own or (change.entity = 'contact' and ${changeIsVisible('change', actor)}))
             and ${filters.changes}
        )
        select ${loggedColumns}
          from touched
          join change on change.change_set_id = touched.change_set_id
                     and change.entity = touched.entity and change.record_id = touched.record_id
          join change_set on change_set.id = change.change_set_id
         where touched.place <= ${contactsPerChangeSet}
         order by change_set.id desc, change.record_id <> ${id}, change.entity, change.record_id`,
  )
}

function readEvents(db: Queryable, places: readonly Place[]): Promise<Omit<HistoryEvent, 'label'>[]> {
  const ids = places.filter(({ event }) => event > 0).map(({ event }) => event)
  if (ids.length === 0) return Promise.resolve([])
  return rowsOf<Omit<HistoryEvent, 'label'>>(
    db,
    sql`select record_event.id, record_event.change_set_id as "changeSet", record_event.kind, record_event.at,
               coalesce(author.name, ${systemActor.name}) as author, record_event.entity,
               record_event.subject_id as "recordId", record_event.text
          from record_event
          left join app_user as author on author.id = record_event.author_id
         where record_event.id = any(${ids}::bigint[])
         order by record_event.change_set_id desc, record_event.id desc`,
  )
}

/** The record itself, those merged into it, and of a company its contacts, deleted ones too. */
function subjects(actor: Actor, entity: ListEntity, id: number): Sql {
  // What was merged into it is told with it, as long as it is not back.
  const own = sql`
    select merged.id, true as is_own from (
      with recursive merged (id) as (
        select ${id}::bigint
        union
        select m.record_id from merged join merged_record as m on m.survivor_id = merged.id and m.is_done
      ) select merged.id from merged) as merged`
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
