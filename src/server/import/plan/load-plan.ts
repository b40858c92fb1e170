import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../../shared/catalogue/field.ts'
import { rowsOf, sql, type Queryable } from '../../platform/database/sql.ts'
import type { Plan } from '../../records/plan/plan.ts'
import type { StageTables } from './stage-tables.ts'

/** The plan that stands in an import's tables; undefined when a crash took them or there was none. */
export async function loadPlan(db: Queryable, tables: StageTables): Promise<Plan | undefined> {
  const plan: Plan = { tables: [], isInteractive: false }
  for (const entity of entityNames) {
    const name = `${tables.planStem}_${entity}`
    const columns = await rowsOf<{ name: string }>(
      db,
      sql`select attname as name from pg_attribute
           where attrelid = to_regclass(${`stage.${name}`}) and attnum > 0 and not attisdropped`,
    )
    if (columns.length === 0) continue
    const present = new Set(columns.map((column) => column.name))
    plan.tables.push({
      entity,
      schema: 'stage',
      name,
      fields: catalogue[entity].filter((field) => present.has(`new_${field.column}`)),
    })
  }
  return plan.tables.length > 0 ? plan : undefined
}
