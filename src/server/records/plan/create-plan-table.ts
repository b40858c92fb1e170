import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import { columnTypeOf, newOf, oldOf } from '../entity-table.ts'
import { execute, joined, sql, type Queryable } from '../../platform/database/sql.ts'
import { planTable, type PlanTable } from './plan.ts'

/** Makes an empty plan table: temporary (gone at commit) for edits, unlogged in `stage` for bulk work. */
export async function createPlanTable(
  client: Queryable,
  place: { entity: EntityName; fields: readonly Field[]; bulkName?: string },
): Promise<PlanTable> {
  const { entity, fields, bulkName } = place
  const table: PlanTable = bulkName
    ? { entity, fields, schema: 'stage', name: bulkName }
    : { entity, fields, schema: 'pg_temp', name: `plan_${entity}` }
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
