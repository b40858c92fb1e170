import { sql } from '../../../platform/database/sql.ts'
import { newOf, tableOf } from '../../entity-table.ts'
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
      const takenInBase = sql`exists (
        select from ${tableOf(table.entity)} as r
         where ${key} = code_key(${value}) and r.id <> p.record_id
           and not exists (select from ${planTable(table)} as q
                            where q.record_id = r.id
                              and (q.action = 'd' or code_key(${sql.id('q', `new_${field.column}`)}) is distinct from ${key})))`
      const takenInPlan = sql`code_key(${value}) in (
        select code_key(${sql.id('q', `new_${field.column}`)}) from ${planTable(table)} as q
         where q.action <> 'd' group by 1 having count(*) > 1)`
      return [
        rule(table, field, 'value-not-available', sql`${changes} and ${takenInBase}`, value),
        rule(table, field, 'value-not-available', sql`${changes} and ${takenInPlan}`, value),
      ]
    })
}
