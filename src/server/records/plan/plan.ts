import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import type { LockedFields } from '../field-locks.ts'
import { execute, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'

/**
 * What a change set is about to do to one entity: a table with a row a record.
 * Columns: record_id, subject_id, action ('c' create, 'u' update, 'd' delete), version (the one expected, null for a
 * create), row_no (the file row it came from, if any), record (of a deletion or return: what of the record is in no
 * field), and for each of `fields` old_<column> and new_<column>.
 * A row is there only when something differs.
 */
export type PlanTable = { entity: EntityName; schema: string; name: string; fields: readonly Field[] }

/** A change set as data, before it is applied; undo, import, edit and journal differ only in how they fill it. */
export type Plan = {
  tables: PlanTable[]
  /** Made in the transaction that applies it: its records can be locked first, and none may be stale. */
  isInteractive: boolean
  /** Fields that existing records keep, whatever the plan says (FC-4). */
  locked?: LockedFields
}

export const planTable = (table: PlanTable): Sql => sql.id(table.schema, table.name)

/** The plan's table of an entity, if it touches that entity. */
export function tableFor(plan: Plan, entity: EntityName): PlanTable | undefined {
  return plan.tables.find((table) => table.entity === entity)
}

export const hasField = (table: PlanTable, key: string): boolean => table.fields.some((field) => field.key === key)

/** Whether the row changes that field: a create or delete that has a value, an update where they differ. */
export const differs = (field: Field, alias = 'p'): Sql =>
  sql`${sql.id(alias, `old_${field.column}`)} is distinct from ${sql.id(alias, `new_${field.column}`)}`

/** Whether a child `child` in its plan table `q` no longer hangs on its owner: it goes, or moves to another one. */
export function leaves(table: PlanTable, ownerColumn: string): Sql {
  const owner = table.fields.find(({ column }) => column === ownerColumn)
  const moves = owner
    ? sql` or (q.action = 'u' and ${sql.id('q', `new_${owner.column}`)} is distinct from ${sql.id('child', owner.column)})`
    : sql``
  return sql`(q.action = 'd'${moves})`
}

/** Whether the plan does anything to the entity. */
export async function hasRows(client: Queryable, table: PlanTable): Promise<boolean> {
  return (await execute(client, sql`select from ${planTable(table)} limit 1`)) > 0
}
