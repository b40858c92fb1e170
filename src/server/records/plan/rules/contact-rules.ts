import { fieldOf } from '../../../../shared/catalogue/catalogue.ts'
import { sql } from '../../../platform/database/sql.ts'
import { newOf } from '../../entity-table.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, hasField, type PlanTable } from '../plan.ts'

/** A contact has a last name, or else an e-mail; birth dates are past. */
export function contactRules(table: PlanTable): RuleQuery[] {
  const rules: RuleQuery[] = []
  const lastName = fieldOf('contact', 'lastName')
  const email = fieldOf('contact', 'email1')
  if (hasField(table, 'lastName')) {
    const isNameless = sql`${newOf(lastName, 'p')} is null and ${newOf(email, 'p')} is null`
    const isBound = sql`(p.action = 'c' or ${differs(lastName)} or ${differs(email)})`
    rules.push(rule(table, lastName, 'contact-name-missing', sql`${isBound} and ${isNameless}`))
  } else {
    rules.push(rule(table, lastName, 'contact-name-missing', sql`p.action = 'c'`))
  }
  if (hasField(table, 'birthDate')) {
    const birth = fieldOf('contact', 'birthDate')
    rules.push(
      rule(
        table,
        birth,
        'date-in-future',
        sql`${differs(birth)} and ${newOf(birth, 'p')} > current_date`,
        newOf(birth, 'p'),
      ),
    )
  }
  return rules
}
