import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { grantExists } from '../visibility.ts'

/** The image a deletion left of a restricted record; written as the partial index change_restricted_gone has it. */
const wasRestricted = sql`gone.action = 'd' and (gone.fields #>> '{$record,0,isRestricted}') = 'true'`

/** No later deletion of the same record says otherwise. */
const isLastImage = sql`not exists (
  select from change as later
   where later.subject_id = gone.record_id and later.record_id = gone.record_id
     and later.action = 'd' and later.change_set_id > gone.change_set_id)`

const isGone = (entity: 'company' | 'contact') =>
  sql`not exists (select from ${sql.id(entity)} as live where live.id = gone.record_id)`

/**
 * A query of ids: the companies and contacts, deleted ones too, that the actor may not see. A row of the change log is
 * hidden when its subject is among them: images keep the access of their record, and access lists outlive records.
 */
export function hiddenSubjects(actor: Actor): Sql {
  if (actor.rights.has('seeAll')) return sql`select null::bigint as id where false`
  return sql`
    with hidden_company as materialized (
      select c.id from company as c where c.is_restricted and not ${grantExists(sql`c.id`, actor)}
      union
      select gone.record_id from change as gone
       where ${wasRestricted} and gone.entity = 'company'
         and ${isLastImage} and ${isGone('company')} and not ${grantExists(sql`gone.record_id`, actor)}
    )
    select hidden_company.id from hidden_company
    union
    select c.id from contact as c where c.company_id in (select hidden_company.id from hidden_company)
    union
    select c.id from contact as c where c.is_restricted and not ${grantExists(sql`c.id`, actor)}
    union
    select gone.record_id from change as gone
     where gone.action = 'd' and gone.entity = 'contact'
       and (gone.fields #>> '{company,0}')::bigint in (select hidden_company.id from hidden_company)
       and ${isGone('contact')}
    union
    select gone.record_id from change as gone
     where ${wasRestricted} and gone.entity = 'contact'
       and ${isLastImage} and ${isGone('contact')} and not ${grantExists(sql`gone.record_id`, actor)}`
}
