import type { PresenceKey } from '../../../shared/catalogue/presence-fields.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { isVisible } from '../visibility.ts'

/** Whether the record `r` has any of them; contacts that the actor may not see are as if they were not. */
export function hasAny(entity: ListEntity, key: PresenceKey, actor: Actor): Sql {
  switch (key) {
    case 'contacts':
      return sql`exists (select from contact as t where t.company_id = r.id and ${isVisible('contact', 't', actor)})`
    case 'contactsWithEmail':
      return sql`exists (
        select from contact as t
         where t.company_id = r.id and t.email_1 is not null and ${isVisible('contact', 't', actor)})`
    case 'addresses':
      return sql`exists (select from address as t where ${sql.id('t', `${entity}_id`)} = r.id)`
  }
}
