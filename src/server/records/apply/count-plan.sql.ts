import { joined, onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { differs, planTable, type Plan, type PlanTable } from '../plan/plan.ts'
import type { EntityName, Field } from '../../../shared/catalogue/field.ts'

export type ActionCounts = { create: number; update: number; delete: number }
export type PlanCounts = { counts: Partial<Record<EntityName, ActionCounts>>; fields: Record<string, number> }

/** How many records a plan creates, updates and deletes, and in how many updates each field differs. */
export async function countPlan(client: Queryable, plan: Plan): Promise<PlanCounts> {
  const total: PlanCounts = { counts: {}, fields: {} }
  for (const table of plan.tables) {
    const { create, update, delete: removed, ...cells } = await countTable(client, table)
    if (create + update + removed > 0) total.counts[table.entity] = { create, update, delete: removed }
    for (const [index, field] of table.fields.entries()) {
      const count = cells[`f${index}`] ?? 0
      if (count > 0) total.fields[`${table.entity}.${field.key}`] = count
    }
  }
  return total
}

/** The fields of a plan table in which at least one update differs. */
export const changedFields = (table: PlanTable, { fields }: PlanCounts): readonly Field[] =>
  table.fields.filter((field) => `${table.entity}.${field.key}` in fields)

function countTable(client: Queryable, table: PlanTable): Promise<ActionCounts & Record<string, number>> {
  const cells = table.fields.map(
    (field, index) => sql`count(*) filter (where p.action = 'u' and ${differs(field)}) as ${sql.id(`f${index}`)}`,
  )
  return onlyRow(
    client,
    sql`select ${joined([
      sql`count(*) filter (where p.action = 'c') as "create"`,
      sql`count(*) filter (where p.action = 'u') as "update"`,
      sql`count(*) filter (where p.action = 'd') as "delete"`,
      ...cells,
    ])}
      from ${planTable(table)} as p`,
  )
}
