import type { Pool } from 'pg'
import type { z } from 'zod'
import { entityNames, type EntityName } from '../../shared/catalogue/field.ts'
import type { listChanges as contract } from '../../shared/contract/change-set.contract.ts'
import { rowsOf, sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { labelChanges } from '../records/log/label-changes.ts'
import { historyEntry, loggedColumns, loggedValues, type LoggedChange } from '../records/log/logged-change.ts'
import { changeIsVisible } from '../records/log/visible-changes.ts'
import { seeReferences } from '../records/read/label-references.ts'
import { readPlace } from './read-place.ts'

type Request = z.infer<NonNullable<typeof contract.query>>

/** A page of what a change set did that the actor may see: companies, then contacts, then addresses, each in id order. */
export async function listChanges(db: Pool, actor: Actor, changeSet: number, request: Request) {
  const { limit = 100, action } = request
  const start = request.after === undefined ? undefined : readPlace(request.after)
  const entities = entityNames.filter((entity) => request.entity === undefined || entity === request.entity)
  const found: LoggedChange[] = []
  for (const entity of start ? entities.slice(entities.indexOf(start.entity)) : entities) {
    const after = start?.entity === entity ? start.recordId : 0
    const wanted = limit + 1 - found.length
    if (wanted > 0) found.push(...(await readPage(db, actor, { changeSet, entity, action, after, wanted })))
  }
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const labelOf = await labelChanges(db, shown)
  const { references, seen } = await seeReferences(db, actor, loggedValues(shown))
  return {
    changes: shown.map((change) => historyEntry(change, labelOf(change), seen)),
    references,
    next: found.length > limit && last ? `${last.entity}:${last.recordId}` : null,
  }
}

type Page = { changeSet: number; entity: EntityName; action: Request['action']; after: number; wanted: number }

const readPage = (db: Pool, actor: Actor, { changeSet, entity, action, after, wanted }: Page) =>
  rowsOf<LoggedChange>(
    db,
    sql`select ${loggedColumns}
          from change
          join change_set on change_set.id = change.change_set_id
         where change.change_set_id = ${changeSet} and change.entity = ${entity} and change.record_id > ${after}
           and ${action === undefined ? sql`true` : sql`change.action = ${action.charAt(0)}::"char"`}
           and ${changeIsVisible('change', actor)}
         order by change.record_id
         limit ${wanted}`,
  )
