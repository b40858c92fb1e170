import { execute, sql, type Queryable } from '../../platform/database/sql.ts'
import { newOf, oldOf } from '../entity-table.ts'
import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import { hasField, planTable, type PlanTable } from './plan.ts'

/**
 * Dependent fields follow in the same change set: a field that only means something while another is true is
 * cleared when it becomes false, and a contact who left is inactive.
 */
export async function settleDependents(client: Queryable, table: PlanTable): Promise<void> {
  for (const field of table.fields) {
    if (!field.clearedUnless || !hasField(table, field.clearedUnless)) continue
    const condition = fieldOf(table.entity, field.clearedUnless)
    await execute(
      client,
      sql`update ${planTable(table)} set ${newOf(field)} = null
           where action <> 'd' and ${newOf(condition)} is not true and ${newOf(field)} is not null`,
    )
  }
  if (table.entity === 'contact' && hasField(table, 'hasLeft')) {
    const hasLeft = fieldOf('contact', 'hasLeft')
    const isActive = fieldOf('contact', 'isActive')
    await execute(
      client,
      sql`update ${planTable(table)} set ${newOf(isActive)} = false
           where action <> 'd' and ${newOf(hasLeft)} and ${oldOf(hasLeft)} is not true`,
    )
  }
}
