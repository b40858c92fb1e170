import { fieldOf } from '../../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../../shared/catalogue/field.ts'
import { joined, sql, type Sql } from '../../../platform/database/sql.ts'
import { newOf } from '../../entity-table.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, hasField, planTable, type PlanTable } from '../plan.ts'

/** In one owner: at most one main, one billing and one delivery address; codes and names each unique. */
export function addressRules(table: PlanTable): RuleQuery[] {
  if (!hasField(table, 'kind')) return []
  const kind = fieldOf('address', 'kind')
  const code = fieldOf('address', 'code')
  const name = fieldOf('address', 'name')
  return [
    clash(table, kind, 'address-kind-taken', (column) => sql`nullif(${column}, 'other')`),
    clash(table, code, 'address-duplicate', (column) => sql`code_key(${column})`),
    clash(table, name, 'address-duplicate', (column) => sql`match_text(${column})`),
  ]
}

/**
 * Another address of the same owner will hold the same key once the plan is applied. The owners' addresses as they will
 * be are grouped once: looking for the other one row by row took minutes on 100,000 addresses.
 */
function clash(
  table: PlanTable,
  field: Field,
  code: 'address-kind-taken' | 'address-duplicate',
  keyOf: (column: Sql) => Sql,
): RuleQuery {
  const plan = planTable(table)
  const key = keyOf(newOf(field, 'p'))
  const ownerOf = (alias: string) => plannedOwner(table, alias)
  const kept = (owner: string) => sql`
    select ${sql.id('r', owner)}, ${keyOf(sql.id('r', field.column))}
      from address as r
     where ${sql.id('r', owner)} in (select ${ownerOf('q')} from ${plan} as q)
       and not exists (select from ${plan} as q where q.record_id = r.id)`
  const shared = sql`
    select a.owner_id, a.key
      from (select ${ownerOf('q')}, ${keyOf(newOf(field, 'q'))} from ${plan} as q where q.action <> 'd'
            union all ${kept('company_id')}
            union all ${kept('contact_id')}) as a (owner_id, key)
     where a.key is not null
     group by a.owner_id, a.key
    having count(*) > 1`
  const owners = ownersOf(table)
  const moves = owners.map((owner) => sql` or ${differs(owner)}`)
  const changes = sql`${key} is not null and (p.action = 'c' or ${differs(field)}${joined(moves, '')})`
  return rule(table, field, code, sql`${changes} and (${ownerOf('p')}, ${key}) in (${shared})`, newOf(field, 'p'))
}

const ownersOf = (table: PlanTable): Field[] => table.fields.filter(({ key }) => key === 'contact' || key === 'company')

/** Whose the address will be: a merge and its undo move it. Any other plan leaves it with its subject. */
function plannedOwner(table: PlanTable, alias: string): Sql {
  const owners = ownersOf(table).map((owner) => newOf(owner, alias))
  return sql`coalesce(${joined([...owners, sql.id(alias, 'subject_id')])})`
}
