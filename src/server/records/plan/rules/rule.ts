import type { Field } from '../../../../shared/catalogue/field.ts'
import type { ErrorCode } from '../../../../shared/errors/error-table.ts'
import { sql, type Sql } from '../../../platform/database/sql.ts'
import { planTable, type PlanTable } from '../plan.ts'

/**
 * A rule as a query of the faults it finds: columns record_id, row_no, field, code, value. The same rules hold for
 * form, import, journal and API.
 */
export type RuleQuery = Sql

/** A rule's query: the planned records (`p`) that are not deleted and meet `fault`. */
export function rule(
  table: PlanTable,
  field: Field | null,
  code: ErrorCode,
  fault: Sql,
  value: Sql = sql`null`,
): RuleQuery {
  return sql`select p.record_id, p.row_no, ${field ? sql.lit(field.key) : sql`null`}::text, ${sql.lit(code)}, ${value}::text
               from ${planTable(table)} as p
              where p.action <> 'd' and ${fault}`
}
