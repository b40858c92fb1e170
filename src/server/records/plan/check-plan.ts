import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import type { EntityName } from '../../../shared/catalogue/field.ts'
import { rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { systemActor, type Actor } from '../../platform/auth/actor.ts'
import { hasField, tableFor, type Plan, type PlanTable } from './plan.ts'
import { addressRules } from './rules/address-rules.ts'
import { contactRules, referenceContactRule } from './rules/contact-rules.ts'
import { lockRules } from './rules/lock-rules.ts'
import { pictureRules } from './rules/picture-rules.ts'
import { parentRules } from './rules/parent-rules.ts'
import { referenceRules } from './rules/reference-rules.ts'
import type { RuleQuery } from './rules/rule.ts'
import { requiredRules, requiredWhenRules } from './rules/required-rules.ts'
import { uniqueRules } from './rules/unique-rules.ts'

/** Something a planned record must not be: which record, which field, why. */
export type Fault = {
  entity: EntityName
  recordId: number
  rowNo: number | null
  field: string | null
  code: ErrorCode
  value: string | null
}

type CheckOptions = {
  /**
   * Undo and restore give back a state the record once had: required-when, and what hangs on another record's value, do
   * not apply to it, and a record that it referred to need not be visible.
   */
  withRequiredWhen?: boolean
  /** An import has resolved its references already. */
  withReferences?: boolean
  limit?: number
}

/** Every fault of a plan, at most `limit` (1,000) of them. Types and lengths were checked where values were read. */
export async function checkPlan(
  client: Queryable,
  actor: Actor,
  plan: Plan,
  options: CheckOptions = {},
): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const table of plan.tables) {
    const query = faultsSql(plan, table, actor, options)
    if (!query) continue
    const found = await rowsOf<Omit<Fault, 'entity'>>(
      client,
      sql`select found.record_id as "recordId", found.row_no as "rowNo", found.field, found.code, found.value
            from (${query}) as found
           limit ${options.limit ?? 1000}`,
    )
    faults.push(...found.map((fault) => ({ entity: table.entity, ...fault })))
  }
  return faults
}

/** The faults of one table of a plan as a query of record_id, row_no, field, code, value; undefined when no rule binds. */
export function faultsSql(plan: Plan, table: PlanTable, actor: Actor, options: CheckOptions = {}): Sql | undefined {
  const rules = [
    ...rulesFor(table, tableFor(plan, 'company'), actor, options),
    ...(plan.locked ? lockRules(table, plan.locked) : []),
  ]
  if (rules.length === 0) return undefined
  return sql`select * from (${sql.join(rules, sql` union all `)}) as fault (record_id, row_no, field, code, value)`
}

function rulesFor(
  table: PlanTable,
  companies: PlanTable | undefined,
  actor: Actor,
  options: CheckOptions,
): RuleQuery[] {
  const { withRequiredWhen = true, withReferences = true } = options
  const sight = withRequiredWhen ? actor : systemActor
  return [
    ...requiredRules(table),
    ...(withRequiredWhen ? requiredWhenRules(table) : []),
    ...uniqueRules(table),
    ...(withReferences ? referenceRules(table, companies, sight) : []),
    ...(withReferences ? pictureRules(table, sight) : []),
    ...(table.entity === 'company' && hasField(table, 'parent') ? parentRules(table) : []),
    ...(table.entity === 'contact' ? contactRules(table) : []),
    ...(table.entity === 'contact' && withRequiredWhen ? referenceContactRule(table, companies) : []),
    ...(table.entity === 'address' ? addressRules(table) : []),
  ]
}
