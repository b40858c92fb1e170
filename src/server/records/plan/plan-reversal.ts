import { catalogue } from '../../../shared/catalogue/catalogue.ts'
import { entityNames, type EntityName, type Field } from '../../../shared/catalogue/field.ts'
import { execute, joined, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../actor.ts'
import { columnOf, newOf, oldOf, tableOf } from '../entity-table.ts'
import { loggedCell } from './logged-cell.ts'
import { createPlanTable } from './create-plan-table.ts'
import { addDeletions } from './plan-deletion.ts'
import { dropUnchanged } from './plan-edits.ts'
import { planTable, type Plan, type PlanTable } from './plan.ts'
import { settleReversal, type ReversalConflicts } from './settle-reversal.ts'
import type { ReversalSource } from './reversal-source.ts'

export type ReversalPlan = { plan: Plan; conflicts: ReversalConflicts }

/**
 * The plan that takes records back to what a source says: updated cells to their old values, created records away,
 * deleted ones back with their ids. What cannot be (a cell changed since, a code taken, a parent gone, something
 * attached since) is left out and told as a conflict. Plan tables are `stage.<name>_<entity>`.
 */
export async function planReversal(
  client: Queryable,
  reversal: { actor: Actor; source: ReversalSource; name: string },
): Promise<ReversalPlan> {
  const { source, name, actor } = reversal
  const tables: PlanTable[] = []
  for (const entity of entityNames) {
    const fields = await touchedFields(client, entity, source)
    if (!fields) continue
    const table = await createPlanTable(client, { entity, fields, bulkName: `${name}_${entity}` })
    await addReverts(client, table, source)
    await addReturns(client, table, source)
    await addDeletions(client, table, sql`select s.record_id from ${source.of(entity)} as s where s.action = 'd'`)
    await dropUnchanged(client, table)
    await execute(client, sql`analyze ${planTable(table)}`)
    tables.push(table)
  }
  const plan: Plan = { tables, isInteractive: false }
  return { plan, conflicts: await settleReversal(client, { actor, plan, source, name }) }
}

/** The fields to read for an entity, or undefined when the source has none of its records. */
async function touchedFields(
  client: Queryable,
  entity: EntityName,
  source: ReversalSource,
): Promise<readonly Field[] | undefined> {
  const actions = await rowsOf<{ action: string }>(client, sql`select distinct s.action from ${source.of(entity)} as s`)
  if (actions.length === 0) return undefined
  // Removing a record logs its whole image, and bringing one back gives every field.
  if (actions.some(({ action }) => action !== 'u')) return catalogue[entity]
  const keys = await rowsOf<{ key: string }>(
    client,
    sql`select distinct jsonb_object_keys(s.fields) as key from ${source.of(entity)} as s`,
  )
  const named = new Set(keys.map(({ key }) => key))
  return catalogue[entity].filter((field) => named.has(field.key))
}

function columnsOf(table: PlanTable): Sql {
  return joined([
    sql`record_id, subject_id, action, version`,
    ...table.fields.flatMap((field) => [oldOf(field), newOf(field)]),
  ])
}

function addReverts(client: Queryable, table: PlanTable, source: ReversalSource): Promise<number> {
  const cells = table.fields.flatMap((field) => {
    const now = columnOf('r', field)
    const isOurs = source.isGuarded ? sql` and ${now} is not distinct from ${loggedCell(field, 1)}` : sql``
    return [now, sql`case when s.fields ? ${sql.lit(field.key)}${isOurs} then ${loggedCell(field, 0)} else ${now} end`]
  })
  return execute(
    client,
    sql`insert into ${planTable(table)} (${columnsOf(table)})
        select ${joined([sql`r.id, s.subject_id, 'u', r.version`, ...cells])}
          from ${source.of(table.entity)} as s
          join ${tableOf(table.entity)} as r on r.id = s.record_id
         where s.action = 'u'`,
  )
}

function addReturns(client: Queryable, table: PlanTable, source: ReversalSource): Promise<number> {
  const cells = table.fields.flatMap((field) => [sql`null`, loggedCell(field, 0)])
  return execute(
    client,
    sql`insert into ${planTable(table)} (record, ${columnsOf(table)})
        select ${joined([sql`s.fields -> '$record' -> 0, s.record_id, s.subject_id, 'c', null`, ...cells])}
          from ${source.of(table.entity)} as s
         where s.action = 'c'
           and not exists (select from ${tableOf(table.entity)} as r where r.id = s.record_id)`,
  )
}
