import type { ClientBase } from 'pg'
import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import { fence } from '../../platform/database/fence.ts'
import { execute, joined, sql, type Sql } from '../../platform/database/sql.ts'
import { columnOf, columnTypeOf, newOf, oldOf, tableOf } from '../../records/entity-table.ts'
import { dropUnchanged } from '../../records/plan/plan-edits.ts'
import { planTable, type PlanTable } from '../../records/plan/plan.ts'
import { settleDependents } from '../../records/plan/settle-dependents.ts'
import { unitValues } from './group-rows.ts'
import type { ImportMapping } from './import-mapping.ts'
import { hasChildren } from './resolve-units.ts'
import type { StageTables } from './stage-tables.ts'
import { joinSince } from './three-way.ts'

/** What rows of the file become in the plan table of one kind of records. */
export type Units = {
  tables: StageTables
  mapping: ImportMapping
  entity: EntityName
  fields: readonly Field[]
  /** Joined beside `u` (the unit), `v` (its values), `r` (the record, of updates) and `d` (its default pointers). */
  joins?: Sql
}

const pointers = ({ tables, mapping }: Units): Sql =>
  hasChildren(mapping) ? sql`left join ${tables.pointer} as d on d.owner_id = u.owner_id` : sql``

/** The units that match a record, of those in which one of the fields `differing` changes, as rows of a plan table. */
export function unitUpdates(
  units: Units,
  { next, differing }: { next: (field: Field) => Sql; differing: readonly Field[] },
): Sql {
  const { tables, mapping, entity, fields, joins = sql`` } = units
  const cells = fields.flatMap((field) => [
    sql`${columnOf('r', field)} as ${oldOf(field)}`,
    sql`${next(field)} as ${newOf(field)}`,
  ])
  const names = fields.flatMap((field) => [oldOf(field), newOf(field)])
  const differs = differing.map((field) => sql`${newOf(field, 'x')} is distinct from ${oldOf(field, 'x')}`)
  return sql`
    select ${joined([sql`x.record_id, x.record_id, 'u', x.version, x.head_row`, ...names])}
      from (
        select ${joined([sql`r.id as record_id, r.version, u.head_row`, ...cells, fence])}
          from ${tables.part('resolved')} as u
          join ${unitValues(tables, mapping)} as v on v.head_row = u.head_row
          join ${tableOf(entity)} as r on r.id = u.owner_id
          ${joinSince(tables, entity)}
          ${joins}
          ${pointers(units)}
         where u.verdict = 'update'
      ) as x
     where ${joined([...differs, sql`false`], ' or ')}`
}

/** The units that match no record, as rows of a plan table. */
export function unitCreates(units: Units, value: (field: Field) => Sql): Sql {
  const { tables, mapping, fields, joins = sql`` } = units
  const cells = fields.flatMap((field) => [sql`null::${columnTypeOf(field)}`, value(field)])
  return sql`
    select ${joined([sql`u.owner_id, u.owner_id, 'c', null::integer, u.head_row`, ...cells])}
      from ${tables.part('resolved')} as u
      join ${unitValues(tables, mapping)} as v on v.head_row = u.head_row
      ${joins}
      ${pointers(units)}
     where u.verdict = 'create'`
}

/** Lets fields follow those they depend on, and drops what then changes nothing. */
export async function settleUnits(client: ClientBase, table: PlanTable, hasDependents: boolean): Promise<void> {
  if (hasDependents) {
    await settleDependents(client, table)
    await dropUnchanged(client, table)
  }
  await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
}
