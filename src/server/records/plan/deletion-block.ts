import type { EntityName } from '../../../shared/catalogue/field.ts'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { anyOf, sql, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { keptByBelongings } from '../belongings.ts'
import { isVisible } from '../visibility.ts'

type Block = { code: ErrorCode; when: Sql }

/**
 * Why the actor may not delete the record `alias` that he sees, as an error code; null when he may. A company with a
 * contact that he may not see is not his to delete, and the reason does not say that there is one; a record that a task
 * or an invoice names stays, and a company with such a contact.
 */
export function deletionBlock(entity: EntityName, alias: string, actor: Actor): Sql {
  const found = blocks(entity, alias, actor)
  if (found.length === 0) return sql`null::text`
  return sql`case ${sql.join(
    found.map(({ code, when }) => sql`when ${when} then ${sql.lit(code)}`),
    sql` `,
  )} end`
}

function blocks(entity: EntityName, alias: string, actor: Actor): Block[] {
  const found: Block[] = []
  const kept = keptByBelongings(entity, sql.id(alias, 'id'))
  if (entity === 'company') {
    const contacts = keptByBelongings('contact', sql`t.id`)
    if (contacts.length > 0)
      kept.push(
        sql`exists (select from contact as t where t.company_id = ${sql.id(alias, 'id')} and ${anyOf(contacts)})`,
      )
  }
  if (kept.length > 0) found.push({ code: 'deletion-held', when: anyOf(kept) })
  if (entity !== 'company' || actor.rights.has('seeAll')) return found
  const hidden = sql`exists (select from contact as t where t.company_id = ${sql.id(alias, 'id')} and not ${isVisible('contact', 't', actor)})`
  return [{ code: 'deletion-blocked', when: hidden }, ...found]
}
