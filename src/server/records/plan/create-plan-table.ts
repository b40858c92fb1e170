import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import { columnTypeOf, newOf, oldOf } from '../entity-table.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { planTable, type PlanTable } from './plan.ts'

/** Makes an empty plan table: temporary (gone at commit) for edits, unlogged in `stage` for bulk work. */
export async function createPlanTable(client: Queryable, place: Place): Promise<PlanTable> {
  const { fields, bulkName } = place
  const table = placed(place)
  const cells = fields.flatMap((field) => [
    sql`${oldOf(field)} ${columnTypeOf(field)}`,
    sql`${newOf(field)} ${columnTypeOf(field)}`,
  ])
  const columns = joined([
    sql`record_id bigint not null, subject_id bigint not null, action "char" not null, version integer, row_no integer, record jsonb`,
    ...cells,
  ])
  if (bulkName) {
    await execute(client, sql`drop table if exists ${planTable(table)}`)
    await execute(client, sql`create unlogged table ${planTable(table)} (${columns}) with (autovacuum_enabled = false)`)
  } else {
    await execute(client, sql`drop table if exists ${planTable(table)}`)
    await execute(client, sql`create temporary table ${sql.id(table.name)} (${columns}) on commit drop`)
  }
  return table
}

type Place = { entity: EntityName; fields: readonly Field[]; bulkName?: string }

const placed = ({ entity, fields, bulkName }: Place): PlanTable =>
  bulkName
    ? { entity, fields, schema: 'stage', name: bulkName }
    : { entity, fields, schema: 'pg_temp', name: `plan_${entity}` }

/**
 * A plan table for bulk work made with its rows, which PostgreSQL finds in parallel so, and would not for insertions.
 * Each query gives record_id, subject_id, action, version and row_no, and then the old and the new value of each field.
 */
export async function createFilledPlanTable(
  client: Queryable,
  place: Place & { bulkName: string },
  rows: readonly Sql[],
): Promise<PlanTable> {
  const table = placed(place)
  const names = [
    sql`record_id, subject_id, action, version, row_no`,
    ...place.fields.flatMap((field) => [oldOf(field), newOf(field)]),
  ]
  const cells = place.fields.flatMap((field) =>
    [oldOf, newOf].map((of) => sql`${of(field, 'q')}::${columnTypeOf(field)} as ${of(field)}`),
  )
  const head = sql`q.record_id::bigint, q.subject_id::bigint, q.action::"char", q.version::integer, q.row_no::integer, null::jsonb as record`
  await execute(client, sql`drop table if exists ${planTable(table)}`)
  await execute(
    client,
    sql`create unlogged table ${planTable(table)} with (autovacuum_enabled = false) as
        select ${joined([head, ...cells])} from (${sql.join(rows, sql` union all `)}) as q (${joined(names)})`,
  )
  return table
}
