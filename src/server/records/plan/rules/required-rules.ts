import { fieldOf } from '../../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../../shared/catalogue/field.ts'
import { sql, type Sql } from '../../../platform/database/sql.ts'
import { fieldsOf, newOf } from '../../entity-table.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, hasField, type PlanTable } from '../plan.ts'

const isMissing = (field: Field): Sql => sql`${newOf(field, 'p')} is null`

/** A record has its required fields: bound where it is created or the field itself changes. */
export function requiredRules(table: PlanTable): RuleQuery[] {
  return fieldsOf(table.entity)
    .filter((field) => field.required === 'always')
    .map((field) =>
      hasField(table, field.key)
        ? rule(table, field, 'required-missing', sql`${isMissing(field)} and (p.action = 'c' or ${differs(field)})`)
        : rule(table, field, 'required-missing', sql`p.action = 'c'`),
    )
}

/** Telemarketer when prospect, sales person when lead: bound where the record is created or either field changes. */
export function requiredWhenRules(table: PlanTable): RuleQuery[] {
  return table.fields.flatMap((field) => {
    const { requiredWhen } = field
    if (!requiredWhen) return []
    const other = fieldOf(table.entity, requiredWhen.field)
    const isBound = sql`(p.action = 'c' or ${differs(field)} or ${differs(other)})`
    const fault = sql`${isBound} and ${newOf(other, 'p')} = ${sql.lit(requiredWhen.equals)} and ${isMissing(field)}`
    return [rule(table, field, 'required-when', fault, newOf(other, 'p'))]
  })
}
