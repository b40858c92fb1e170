import { fieldOf } from '../../../../shared/catalogue/catalogue.ts'
import { sql } from '../../../platform/database/sql.ts'
import { newOf } from '../../entity-table.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, hasField, planTable, type PlanTable } from '../plan.ts'

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
        sql`${differs(birth)} and ${newOf(birth, 'p')} > today()`,
        newOf(birth, 'p'),
      ),
    )
  }
  return rules
}

/** A contact is a commercial reference only when his company is one, as the plan leaves it (CT-2); told when he becomes one. */
export function referenceContactRule(table: PlanTable, companies: PlanTable | undefined): RuleQuery[] {
  if (!hasField(table, 'isReference')) return []
  const field = fieldOf('contact', 'isReference')
  const company = newOf(fieldOf('contact', 'company'), 'p')
  const ofCompany = fieldOf('company', 'isReference')
  const planned =
    companies && hasField(companies, 'isReference')
      ? sql`(select ${newOf(ofCompany, 'q')} from ${planTable(companies)} as q where q.record_id = ${company} and q.action <> 'd')`
      : sql`null`
  const isReference = sql`coalesce(${planned}, (select c.is_reference from company as c where c.id = ${company}), false)`
  return [
    rule(
      table,
      field,
      'reference-needs-company',
      sql`${newOf(field, 'p')} and (p.action = 'c' or ${differs(field)}) and not ${isReference}`,
    ),
  ]
}
