import type { EntityName, Field } from '../../../shared/catalogue/field.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { columnOf, newOf, oldOf, subjectOf, tableOf } from '../entity-table.ts'
import { withCompanions } from './companion-fields.ts'
import { createPlanTable } from './create-plan-table.ts'
import { dropUnchanged } from './plan-edits.ts'
import { planTable, type PlanTable } from './plan.ts'
import { settleDependents } from './settle-dependents.ts'

type FieldChange = {
  entity: EntityName
  field: Field
  /** The new value, of the field's column type; may read the record as `r`. */
  value: Sql
  /** What is read: the entity as `r` and what says which of its records are meant; the entity alone unless said. */
  from?: Sql
  /** Which records, as a condition that starts from the visibility predicate. */
  where: Sql
  bulkName: string
}

/** The plan that gives one field of many records a new value (a journal, a mass action); records that have it already are left out. */
export async function planFieldChange(client: Queryable, change: FieldChange): Promise<PlanTable> {
  const { entity, field, value, where, from = sql`${tableOf(entity)} as r` } = change
  const fields = withCompanions(entity, [field])
  const table = await createPlanTable(client, { entity, fields, bulkName: change.bulkName })
  await execute(
    client,
    sql`insert into ${planTable(table)} (record_id, subject_id, action, version, ${joined(fields.flatMap((one) => [oldOf(one), newOf(one)]))})
        select r.id, ${subjectOf(entity, 'r')}, 'u', r.version,
               ${joined(fields.flatMap((one) => [columnOf('r', one), one === field ? value : columnOf('r', one)]))}
          from ${from}
         where ${where} and ${columnOf('r', field)} is distinct from ${value}`,
  )
  if (fields.length > 1) {
    await settleDependents(client, table)
    await dropUnchanged(client, table)
  }
  await execute(client, sql`analyze ${planTable(table)} (record_id, subject_id, action)`)
  return table
}
