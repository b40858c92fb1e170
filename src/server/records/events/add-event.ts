import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { HistoryEventKind } from '../../../shared/history/history-kinds.ts'
import { firstRow, onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { demandRight, type Actor } from '../../platform/auth/actor.ts'
import { tableOf } from '../entity-table.ts'
import { isVisible } from '../visibility.ts'

export type NewEvent = {
  entity: ListEntity
  /** The company or contact in whose history it shows; a contact's shows in its company's too. */
  subject: number
  kind: HistoryEventKind
  text?: string
}

/** Something that happened to a company or contact is in its history from now on; its id. The caller has settled the rights. */
export async function addEvent(client: Queryable, actor: Actor, event: NewEvent): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    client,
    sql`insert into record_event (subject_id, entity, kind, author_id, text, change_set_id)
        values (${event.subject}, ${event.entity}, ${event.kind}, ${actor.userId}, ${event.text ?? null},
                (select coalesce(max(change_set.id), 0) from change_set))
        returning id`,
  )
  return id
}

/** A comment of the actor is in the history of a record. Throws 'right-missing', 'not-found' when it is hidden or absent. */
export async function addComment(
  db: Queryable,
  actor: Actor,
  { entity, id, text }: { entity: ListEntity; id: number; text: string },
): Promise<{ event: number }> {
  demandRight(actor, `${entity}.edit`)
  const known = await firstRow(
    db,
    sql`select from ${tableOf(entity)} as r where r.id = ${id} and ${isVisible(entity, 'r', actor)}`,
  )
  if (!known) throw new RafaleError('not-found')
  return { event: await addEvent(db, actor, { entity, subject: id, kind: 'comment', text }) }
}
