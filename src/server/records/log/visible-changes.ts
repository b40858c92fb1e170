import { entityNames, type EntityName } from '../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { subjectIsVisible } from './subject-is-visible.ts'

/** The entities whose changes the actor's rights open to him; addresses need both, as the log does not say whose they are. */
export function seenEntities(actor: Actor): EntityName[] {
  const isSeen: Record<EntityName, boolean> = {
    company: actor.rights.has('company.see'),
    contact: actor.rights.has('contact.see'),
    address: actor.rights.has('company.see') && actor.rights.has('contact.see'),
  }
  return entityNames.filter((entity) => isSeen[entity])
}

/** Whether nothing of the log is kept from the actor, so that its counts can be told as they stand. */
export const seesWholeLog = (actor: Actor): boolean =>
  actor.rights.has('seeAll') && seenEntities(actor).length === entityNames.length

/** Whether the actor may see a row of `change`. */
export function changeIsVisible(alias: string, actor: Actor): Sql {
  if (seesWholeLog(actor)) return sql`true`
  return sql`(${sql.id(alias, 'entity')} = any(${seenEntities(actor)}::text[])
    and ${subjectIsVisible(sql.id(alias, 'subject_id'), actor)})`
}
