import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { grantExists, isVisible } from '../visibility.ts'

/**
 * Whether the actor may see the company or contact of that id, in whose history a row of the log shows: as it is now, or
 * as it was when it was deleted. For rows one by one; `hiddenSubjects` says the same as a set, for bulk work.
 */
export function subjectIsVisible(subject: Sql, actor: Actor): Sql {
  if (actor.rights.has('seeAll')) return sql`true`
  return sql`coalesce(
    (select ${isVisible('company', 'live', actor)} from company as live where live.id = ${subject}),
    (select ${isVisible('contact', 'live', actor)} from contact as live where live.id = ${subject}),
    ${imageIsVisible(subject, 'gone', actor, sql`(gone.entity = 'company' or ${ownerIsVisible(actor)})`)},
    false)`
}

/** The company of a deleted contact. */
function ownerIsVisible(actor: Actor): Sql {
  const owner = sql`(gone.fields #>> '{company,0}')::bigint`
  return sql`coalesce(
    (select ${isVisible('company', 'live', actor)} from company as live where live.id = ${owner}),
    ${imageIsVisible(owner, 'gone_owner', actor, sql`true`)},
    false)`
}

/** Whether the last image of a deleted record is of one that was not restricted, or that the actor is granted. */
function imageIsVisible(id: Sql, alias: string, actor: Actor, alsoHolds: Sql): Sql {
  const column = (name: string) => sql.id(alias, name)
  return sql`(
    select (${column('fields')} #>> '{$record,0,isRestricted}' is distinct from 'true'
            or ${grantExists(column('record_id'), actor)}) and ${alsoHolds}
      from change as ${sql.id(alias)}
     where ${column('subject_id')} = ${id} and ${column('record_id')} = ${id} and ${column('action')} = 'd'
     order by ${column('change_set_id')} desc
     limit 1)`
}
