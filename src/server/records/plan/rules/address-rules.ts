import { fieldOf } from '../../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../../platform/database/sql.ts'
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

/** Another address of the same owner will hold the same key once the plan is applied. */
function clash(
  table: PlanTable,
  field: Field,
  code: 'address-kind-taken' | 'address-duplicate',
  keyOf: (column: Sql) => Sql,
): RuleQuery {
  const plan = planTable(table)
  const key = keyOf(newOf(field, 'p'))
  const inPlan = sql`exists (select from ${plan} as q
    where q.subject_id = p.subject_id and q.record_id <> p.record_id and q.action <> 'd'
      and ${keyOf(sql.id('q', `new_${field.column}`))} = ${key})`
  const inBase = (owner: string) => sql`exists (select from address as r
    where ${sql.id('r', owner)} = p.subject_id and r.id <> p.record_id and ${keyOf(sql.id('r', field.column))} = ${key}
      and not exists (select from ${plan} as q where q.record_id = r.id))`
  const changes = sql`${key} is not null and (p.action = 'c' or ${differs(field)})`
  return rule(
    table,
    field,
    code,
    sql`${changes} and (${inPlan} or ${inBase('company_id')} or ${inBase('contact_id')})`,
    newOf(field, 'p'),
  )
}
