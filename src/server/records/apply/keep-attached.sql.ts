import { anyOf, execute, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { EntityName } from '../../../shared/catalogue/field.ts'
import { keptByBelongings } from '../belongings.ts'
import { childrenOf, tableOf } from '../entity-table.ts'
import { leaves, planTable, tableFor, type Plan, type PlanTable } from '../plan/plan.ts'

/**
 * No record of a bulk plan is removed while something of its own would stay: a contact added since the plan was made, or
 * one that the actor may not see, or a task or an invoice that keeps it (`belongings`). It leaves the plan with all that was to go along; how many records leave. The records
 * still to be removed are locked, so that nothing is attached to them any more; a preview (`isForReal` false) locks nothing.
 */
export async function keepAttached(
  client: Queryable,
  plan: Plan,
  { isForReal = true }: { isForReal?: boolean } = {},
): Promise<number> {
  let kept = 0
  // What is owned before its owner: a contact that stays keeps its company.
  for (const entity of ['contact', 'company'] as const) {
    const table = tableFor(plan, entity)
    if (!table) continue
    if (isForReal) await lockRemoved(client, table)
    const ids = await takeOut(client, plan, table)
    kept += ids.length + (ids.length > 0 ? await keepWith(client, plan, entity, ids) : 0)
  }
  return kept
}

const lockRemoved = (client: Queryable, table: PlanTable) =>
  execute(
    client,
    sql`select from ${tableOf(table.entity)} as r
         where r.id in (select p.record_id from ${planTable(table)} as p where p.action = 'd')
         order by r.id
           for update of r`,
  )

async function takeOut(client: Queryable, plan: Plan, table: PlanTable): Promise<number[]> {
  const stays = childrenOf[table.entity].map(({ entity, ownerColumn }): Sql => {
    const planned = tableFor(plan, entity)
    const goes = planned
      ? sql` and not exists (select from ${planTable(planned)} as q where q.record_id = child.id and ${leaves(planned, ownerColumn)})`
      : sql``
    return sql`select ${sql.id('child', ownerColumn)} as id from ${tableOf(entity)} as child
      where ${sql.id('child', ownerColumn)} is not null${goes}`
  })
  const kept = keptByBelongings(table.entity, sql`r.id`)
  if (kept.length > 0) {
    stays.push(sql`select r.id from ${tableOf(table.entity)} as r
      where r.id in (select q.record_id from ${planTable(table)} as q where q.action = 'd') and ${anyOf(kept)}`)
  }
  const rows = await rowsOf<{ id: number }>(
    client,
    sql`delete from ${planTable(table)} as p
         where p.action = 'd' and p.record_id in (${sql.join(stays, sql` union all `)})
        returning p.record_id as id`,
  )
  return rows.map(({ id }) => id)
}

/** What was to go with these owners stays as well; how many records that is. */
async function keepWith(client: Queryable, plan: Plan, owner: EntityName, ids: readonly number[]): Promise<number> {
  let kept = 0
  for (const { entity, ownerColumn } of childrenOf[owner]) {
    const planned = tableFor(plan, entity)
    if (!planned) continue
    const rows = await rowsOf<{ id: number }>(
      client,
      sql`delete from ${planTable(planned)} as q
           where q.action = 'd'
             and q.record_id in (select child.id from ${tableOf(entity)} as child where ${sql.id('child', ownerColumn)} = any(${ids}::bigint[]))
          returning q.record_id as id`,
    )
    const children = rows.map(({ id }) => id)
    kept += children.length + (children.length > 0 ? await keepWith(client, plan, entity, children) : 0)
  }
  return kept
}
