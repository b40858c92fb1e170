import { sql } from '../../../platform/database/sql.ts'
import { newOf, oldOf, tableOf } from '../../entity-table.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, planTable, type PlanTable } from '../plan.ts'

/**
 * No two records hold the same unique value, compared in match form, once the whole plan is applied: swaps are fine.
 * A value held by a hidden record is refused like any other taken one.
 */
export function uniqueRules(table: PlanTable): RuleQuery[] {
  return table.fields
    .filter((field) => field.isUnique)
    .flatMap((field) => {
      const value = newOf(field, 'p')
      const key = sql.id('r', `${field.column}_key`)
      const changes = sql`${value} is not null and (p.action = 'c' or ${differs(field)})`
      // Lists that do not hang on the row: each is made once, and is short when few values change.
      const freed = sql`
        select q.record_id from ${planTable(table)} as q
         where q.action = 'd' or (q.action = 'u' and code_key(${oldOf(field, 'q')}) is distinct from code_key(${newOf(field, 'q')}))`
      const takenInBase = sql`exists (
        select from ${tableOf(table.entity)} as r
         where ${key} = code_key(${value}) and r.id <> p.record_id and r.id not in (${freed}))`
      // A value that stays is in the base.
      const takenInPlan = sql`code_key(${value}) in (
        select code_key(${newOf(field, 'q')}) from ${planTable(table)} as q
         where q.action = 'c' or (q.action = 'u' and ${differs(field, 'q')})
         group by 1 having count(*) > 1)`
      return [
        rule(table, field, 'value-not-available', sql`${changes} and ${takenInBase}`, value),
        rule(table, field, 'value-not-available', sql`${changes} and ${takenInPlan}`, value),
      ]
    })
}
