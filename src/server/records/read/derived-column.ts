import type { Field } from '../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'

/** The value of a derived field of the record `alias`, for the actor. */
export function derivedColumn(alias: string, field: Field, actor: Actor): Sql {
  switch (`${field.entity}.${field.key}`) {
    case 'company.owner':
      return ownerOf(alias)
    case 'contact.isMine':
      return isMine(alias, actor)
    default:
      throw new Error(`No column is derived for ${field.entity}.${field.key}`)
  }
}

/** Who looks after a company: by its sales status, the telemarketer, the sales person or the account manager. */
function ownerOf(alias: string): Sql {
  const column = (name: string) => sql.id(alias, name)
  return sql`case ${column('sales_status')}
    when 'prospect' then ${column('telemarketer_id')}
    when 'lead' then ${column('sales_person_id')}
    when 'client' then ${column('account_manager_id')}
  end`
}

/** Whether a contact is on the actor's own list (CT-12). */
export const isMine = (alias: string, actor: Actor): Sql => sql`exists (
  select from my_contact where my_contact.user_id = ${actor.userId} and my_contact.contact_id = ${sql.id(alias, 'id')})`
