import { newOf } from '../../entity-table.ts'
import type { LockedFields } from '../../field-locks.ts'
import { sql } from '../../../platform/database/sql.ts'
import { rule, type RuleQuery } from './rule.ts'
import { differs, type PlanTable } from '../plan.ts'

/** A locked field of an existing record stays as it is; a created one may have it. */
export function lockRules(table: PlanTable, locked: LockedFields): RuleQuery[] {
  return table.fields
    .filter((field) => locked.has(`${table.entity}.${field.key}`))
    .map((field) => rule(table, field, 'field-locked', sql`p.action = 'u' and ${differs(field)}`, newOf(field, 'p')))
}
