import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import type { Values } from '../../../shared/contract/record.contract.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { columnOf, columnTypeOf, newOf, oldOf, subjectOf, tableOf } from '../entity-table.ts'
import { fieldsByKey, withCompanions } from './companion-fields.ts'
import { createPlanTable } from './create-plan-table.ts'
import { differs, planTable, type PlanTable } from './plan.ts'
import { settleDependents } from './settle-dependents.ts'

/** A create or update said value by value; the id of a create was taken from the record sequence beforehand. */
export type Edit = { id: number; action: 'c' | 'u'; version?: number; values: Values; rowNo?: number }

/**
 * Fills a plan table with edits of one entity. Fields that an edit does not name keep their value; an update that
 * changes nothing leaves no row.
 */
export async function planEdits(
  client: Queryable,
  entity: EntityName,
  edits: readonly Edit[],
  bulkName?: string,
  allFields?: readonly Field[],
): Promise<PlanTable> {
  const named = fieldsByKey(entity, new Set(edits.flatMap((edit) => Object.keys(edit.values))))
  const fields = allFields ?? withCompanions(entity, named)
  const table = await createPlanTable(client, { entity, fields, ...(bulkName ? { bulkName } : {}) })
  const rows = edits.map((edit) => ({
    ...toColumns(edit, named),
    record_id: edit.id,
    action: edit.action,
    version: edit.version ?? null,
    row_no: edit.rowNo ?? null,
    given: Object.keys(edit.values),
  }))
  const typed = joined([
    sql`record_id bigint, action "char", version integer, row_no integer, given text[]`,
    ...named.map((field) => sql`${sql.id(field.column)} ${columnTypeOf(field)}`),
  ])
  const isNamed = new Set(named)
  const cells = fields.flatMap((field) => [
    sql`case when e.action = 'u' then ${columnOf('r', field)} end`,
    isNamed.has(field) ? givenOrKept(field) : keptOrDefault(field),
  ])
  const columns = joined(fields.flatMap((field) => [oldOf(field), newOf(field)]))
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, row_no${fields.length ? sql`, ${columns}` : sql``})
        select e.record_id, coalesce(${subjectOf(entity, 'r')}, ${newSubject(entity, named)}), e.action,
               case when e.action = 'u' then coalesce(e.version, r.version) end, e.row_no
               ${cells.length ? sql`, ${joined(cells)}` : sql``}
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (${typed})
          left join ${tableOf(entity)} as r on r.id = e.record_id
         where e.action = 'c' or r.id is not null`,
  )
  await settleDependents(client, table)
  await dropUnchanged(client, table)
  return table
}

/** Removes the updates of a plan in which no field differs. */
export async function dropUnchanged(client: Queryable, table: PlanTable): Promise<void> {
  const same = table.fields.map((field) => sql`not (${differs(field)})`)
  await execute(
    client,
    sql`delete from ${planTable(table)} as p where p.action = 'u' and ${joined([sql`true`, ...same], ' and ')}`,
  )
}

function toColumns(edit: Edit, fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .filter((field) => field.key in edit.values)
      .map((field) => [field.column, storable(edit.values[field.key] ?? null)]),
  )
}

/** Empty texts and lists are stored as null; ids of a list sorted and without repeats, so that equal lists are equal. */
function storable(value: Values[string]): unknown {
  if (value === '') return null
  if (!Array.isArray(value)) return value
  return value.length === 0 ? null : [...new Set(value)].sort((a, b) => a - b)
}

const fallback = (field: Field): Sql => (field.default === undefined ? sql`null` : sql`${sql.lit(field.default)}`)
const keptOrDefault = (field: Field): Sql =>
  sql`case when e.action = 'u' then ${columnOf('r', field)} else ${fallback(field)} end`

function givenOrKept(field: Field): Sql {
  const given = sql.id('e', field.column)
  const stored = field.default === undefined ? given : sql`coalesce(${given}, ${fallback(field)})`
  return sql`case when ${sql.lit(field.key)} = any(e.given) then ${stored} else ${keptOrDefault(field)} end`
}

/** The owner of an address to be created is among its values. */
function newSubject(entity: EntityName, named: readonly Field[]): Sql {
  if (entity !== 'address') return sql`e.record_id`
  const owners = named.filter((field) => field.key === 'contact' || field.key === 'company')
  return sql`coalesce(${joined([...owners.map((field) => sql.id('e', field.column)), sql`e.record_id`])})`
}
