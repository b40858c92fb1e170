import type { Field } from '../../../shared/catalogue/field.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { newOf, oldOf } from '../entity-table.ts'
import { differs, planTable, type PlanTable } from '../plan/plan.ts'

/** jsonb_build_object takes 100 arguments at most. */
const pairsPerCall = 50

/** The change set says of every planned record which fields went from what to what. */
export function writeHistory(client: Queryable, table: PlanTable, changeSet: number): Promise<number> {
  return execute(
    client,
    sql`insert into change (change_set_id, record_id, subject_id, entity, action, fields)
        select ${changeSet}::bigint, p.record_id, p.subject_id, ${table.entity}, p.action,
               ${changedFields(table.fields)} || case when p.action = 'd' then jsonb_build_object('$record', jsonb_build_array(p.record, null)) else '{}' end
          from ${planTable(table)} as p`,
  )
}

/** `{key: [old, new]}` of the fields that differ. */
function changedFields(fields: readonly Field[]): Sql {
  const objects: Sql[] = []
  for (let start = 0; start < fields.length; start += pairsPerCall) {
    const pairs = fields
      .slice(start, start + pairsPerCall)
      .map(
        (field) =>
          sql`${sql.lit(field.key)}, case when ${differs(field)} then jsonb_build_array(${oldOf(field)}, ${newOf(field)}) end`,
      )
    objects.push(sql`jsonb_strip_nulls(jsonb_build_object(${joined(pairs)}))`)
  }
  return joined(objects, ' || ')
}
