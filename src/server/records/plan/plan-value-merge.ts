import type { EntityName, Field, ListName } from '../../../shared/catalogue/field.ts'
import { entityNames } from '../../../shared/catalogue/field.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { allOf, anyOf, execute, joined, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { columnOf, fieldsOf, newOf, oldOf, subjectOf, tableOf } from '../entity-table.ts'
import { isVisible } from '../visibility.ts'
import { withCompanions } from './companion-fields.ts'
import { createPlanTable } from './create-plan-table.ts'
import { planTable, type PlanTable } from './plan.ts'

/** One value of a list gives way to another. */
export type ValueMerge = { list: ListName; value: number; into: number }

const holds = (field: Field, value: number): Sql =>
  field.type === 'choices'
    ? sql`${columnOf('r', field)} @> array[${value}::bigint]`
    : sql`${columnOf('r', field)} = ${value}`

/** What the field holds afterwards; of several values, each stands once. */
const merged = (field: Field, { value, into }: ValueMerge): Sql =>
  field.type === 'choices'
    ? sql`case when ${holds(field, value)} then
            (select array_agg(distinct one.id order by one.id)
               from unnest(array_replace(${columnOf('r', field)}, ${value}::bigint, ${into}::bigint)) as one (id))
          else ${columnOf('r', field)} end`
    : sql`case when ${holds(field, value)} then ${into}::bigint else ${columnOf('r', field)} end`

const fieldsOfList = (entity: EntityName, list: ListName) => fieldsOf(entity).filter((field) => field.list === list)

export type HeldValue = { entity: EntityName; field: string; records: number }

/** How many records that the actor may see hold the value, field by field. */
export async function countHolders(
  db: Queryable,
  actor: Actor,
  { list, value }: Pick<ValueMerge, 'list' | 'value'>,
): Promise<HeldValue[]> {
  const counts = entityNames.flatMap((entity) =>
    fieldsOfList(entity, list).map(
      (field) => sql`
        select ${entity}::text as entity, ${field.key}::text as field, count(*) as records
          from ${tableOf(entity)} as r
         where ${allOf([holds(field, value), isVisible(entity, 'r', actor)])}`,
    ),
  )
  return counts.length === 0 ? [] : rowsOf<HeldValue>(db, joined(counts, ' union all '))
}

/** The plan that gives every record that the actor may see the other value wherever it holds the one. */
export async function planValueMerge(
  client: Queryable,
  actor: Actor,
  merge: ValueMerge,
  name: string,
): Promise<PlanTable[]> {
  const tables: PlanTable[] = []
  for (const entity of entityNames) {
    const touched = fieldsOfList(entity, merge.list)
    if (touched.length === 0) continue
    const fields = withCompanions(entity, touched)
    const table = await createPlanTable(client, { entity, fields, bulkName: `${name}_${entity}` })
    const valueOf = (field: Field) => (touched.includes(field) ? merged(field, merge) : columnOf('r', field))
    const rows = await execute(
      client,
      sql`insert into ${planTable(table)} (record_id, subject_id, action, version, ${joined(fields.flatMap((field) => [oldOf(field), newOf(field)]))})
          select r.id, ${subjectOf(entity, 'r')}, 'u', r.version,
                 ${joined(fields.flatMap((field) => [columnOf('r', field), valueOf(field)]))}
            from ${tableOf(entity)} as r
           where ${anyOf(touched.map((field) => holds(field, merge.value)))} and ${isVisible(entity, 'r', actor)}`,
    )
    if (rows > 0) tables.push(table)
    else await execute(client, sql`drop table ${planTable(table)}`)
  }
  return tables
}
