import type { Field, ReferenceTarget } from '../../../../shared/catalogue/field.ts'
import { isMaskable } from '../../../../shared/catalogue/masked-value.ts'
import { anyOf, sql, type Sql } from '../../../platform/database/sql.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { newOf } from '../../entity-table.ts'
import { isVisible } from '../../visibility.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, planTable, type PlanTable } from '../plan.ts'

/** References point at something that exists and is open to the actor; list values at one of their list. */
export function referenceRules(table: PlanTable, companies: PlanTable | undefined, actor: Actor): RuleQuery[] {
  return table.fields.flatMap((field) => {
    const code = field.list ? 'list-value-unknown' : 'reference-unknown'
    const changes = sql`${newOf(field, 'p')} is not null and (p.action = 'c' or ${differs(field)})`
    const exists = existence(field, actor, companies)
    // An id says nothing to people, and another one may have meant it.
    const told = isMaskable(field) ? sql`'…'` : newOf(field, 'p')
    return exists ? [rule(table, field, code, sql`${changes} and not (${exists})`, told)] : []
  })
}

function existence(field: Field, actor: Actor, companies?: PlanTable): Sql | undefined {
  const value = newOf(field, 'p')
  switch (field.type) {
    case 'choice':
      return sql`exists (select from list_value as v where v.id = ${value} and v.list = ${field.list} and not v.is_archived)`
    case 'choices':
      return sql`not exists (select from unnest(${value}) as one (id)
        where not exists (select from list_value as v where v.id = one.id and v.list = ${field.list}))`
    case 'references':
      return sql`not exists (select from unnest(${value}) as one (id)
        where not exists (select from billing_entity as b where b.id = one.id))`
    case 'reference':
      return field.target ? target(field.target, value, actor, companies) : undefined
    default:
      return undefined
  }
}

function target(name: ReferenceTarget, value: Sql, actor: Actor, companies?: PlanTable): Sql | undefined {
  switch (name) {
    case 'user':
      return sql`exists (select from app_user as u where u.id = ${value})`
    case 'company':
      // The company of a contact or address may be created by the same plan, in another table of it.
      return anyOf([
        sql`exists (select from company as o where o.id = ${value} and ${isVisible('company', 'o', actor)})`,
        ...(companies
          ? [sql`exists (select from ${planTable(companies)} as o where o.record_id = ${value} and o.action = 'c')`]
          : []),
      ])
    default:
      return undefined
  }
}
