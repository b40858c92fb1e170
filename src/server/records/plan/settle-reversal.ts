import type { EntityName } from '../../../shared/catalogue/field.ts'
import { execute, firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { keptByBelongings } from '../belongings.ts'
import { childrenOf, columnOf, tableOf } from '../entity-table.ts'
import { checkPlan } from './check-plan.ts'
import { dropHidden } from './drop-hidden.ts'
import { hasField, leaves, planTable, tableFor, type Plan, type PlanTable } from './plan.ts'
import { loggedCell } from './logged-cell.ts'
import type { ReversalSource } from './reversal-source.ts'
import { settleDefaults } from './settle-defaults.ts'

export type ReversalConflict = { entity: EntityName; recordId: number; reason: string; field: string | null }
export type ReversalConflicts = { total: number; sample: ReversalConflict[] }

const sampleSize = 200

/**
 * Takes out of a reversal what cannot or must not be done, and tells it: cells and records changed since, records
 * with something attached since, values taken since, owners gone. Hidden records leave without a word.
 */
export async function settleReversal(
  client: Queryable,
  reversal: { actor: Actor; plan: Plan; source: ReversalSource; name: string },
): Promise<ReversalConflicts> {
  const { actor, plan, source, name } = reversal
  const conflict = sql.id('stage', `${name}_conflict`)
  await execute(client, sql`drop table if exists ${conflict}`)
  await execute(client, sql`create unlogged table ${conflict} (entity text, record_id bigint, reason text, field text)`)
  for (const table of plan.tables) await dropHidden(client, table, actor)
  if (source.changeSet !== null && (await hasLaterChanges(client, source.changeSet))) {
    for (const table of plan.tables) {
      if (source.isGuarded) await tellChangedCells(client, table, source, conflict)
      if (source.isGuarded) await keepChangedCreates(client, table, source.changeSet, conflict)
    }
  }
  // What is owned before its owner: a contact that stays keeps its company.
  for (const table of plan.tables.toReversed()) await keepAttached(client, plan, table, conflict)
  for (const table of plan.tables) await dropOrphans(client, plan, table, conflict)
  while (await dropFaulted(client, actor, plan, conflict)) {
    for (const table of plan.tables) await dropOrphans(client, plan, table, conflict)
  }
  await settleDefaults(client, plan, name)
  const { total } = await onlyRow<{ total: number }>(
    client,
    sql`select count(distinct (entity, record_id)) as total from ${conflict}`,
  )
  const sample = await rowsOf<ReversalConflict>(
    client,
    sql`select entity, record_id as "recordId", reason, field from ${conflict} order by entity, record_id limit ${sampleSize}`,
  )
  return { total, sample }
}

async function hasLaterChanges(client: Queryable, changeSet: number): Promise<boolean> {
  const later = await firstRow(
    client,
    sql`select from change_set as later
          join change_set as this on this.id = ${changeSet} and later.position > this.position
         limit 1`,
  )
  return later !== undefined
}

/** Cells that no longer hold what was written were planned to keep their value; they are told here. */
async function tellChangedCells(
  client: Queryable,
  table: PlanTable,
  source: ReversalSource,
  conflict: Sql,
): Promise<void> {
  for (const field of table.fields) {
    await execute(
      client,
      sql`insert into ${conflict}
          select ${table.entity}, r.id, 'changed-since', ${field.key}
            from ${source.of(table.entity)} as s
            join ${tableOf(table.entity)} as r on r.id = s.record_id
           where s.action = 'u' and s.fields ? ${sql.lit(field.key)}
             and ${columnOf('r', field)} is distinct from ${loggedCell(field, 1)}
             and ${columnOf('r', field)} is distinct from ${loggedCell(field, 0)}`,
    )
  }
}

async function keepChangedCreates(
  client: Queryable,
  table: PlanTable,
  changeSet: number,
  conflict: Sql,
): Promise<void> {
  await moveToConflicts(
    client,
    table,
    conflict,
    'changed-since',
    sql`p.action = 'd' and exists (
    select from change as later
     where later.subject_id = p.subject_id and later.change_set_id > ${changeSet} and later.record_id = p.record_id)`,
  )
}

/** A record to be removed that has children which the plan leaves, or that a task names: they were attached since. */
async function keepAttached(client: Queryable, plan: Plan, table: PlanTable, conflict: Sql): Promise<void> {
  for (const child of childrenOf[table.entity]) {
    const planned = tableFor(plan, child.entity)
    const isPlanned = planned
      ? sql` and not exists (select from ${planTable(planned)} as q where q.record_id = child.id and ${leaves(planned, child.ownerColumn)})`
      : sql``
    await moveToConflicts(
      client,
      table,
      conflict,
      'attached-since',
      sql`p.action = 'd' and exists (
      select from ${tableOf(child.entity)} as child
       where ${sql.id('child', child.ownerColumn)} = p.record_id${isPlanned})`,
    )
  }
  for (const kept of keptByBelongings(table.entity, sql`p.record_id`)) {
    await moveToConflicts(client, table, conflict, 'attached-since', sql`p.action = 'd' and ${kept}`)
  }
}

/** A record to come back, or to go back to its owner, while that is neither there nor coming back. Owners are settled before what they own. */
async function dropOrphans(client: Queryable, plan: Plan, table: PlanTable, conflict: Sql): Promise<void> {
  const owners = (['company', 'contact'] as const).filter((owner) =>
    childrenOf[owner].some((child) => child.entity === table.entity && hasField(table, owner)),
  )
  for (const owner of owners) {
    const ownerId = sql.id('p', `new_${owner}_id`)
    const planned = tableFor(plan, owner)
    const returns = planned
      ? sql` and not exists (select from ${planTable(planned)} as q where q.record_id = ${ownerId} and q.action = 'c')`
      : sql``
    await moveToConflicts(
      client,
      table,
      conflict,
      'owner-gone',
      sql`p.action <> 'd' and ${ownerId} is not null and ${ownerId} is distinct from ${sql.id('p', `old_${owner}_id`)}
      and not exists (select from ${tableOf(owner)} as o where o.id = ${ownerId})${returns}`,
    )
  }
}

/**
 * Rows that a rule refuses (a unique value taken since, a reference gone) are left out; whether there were any. To be
 * done again then: a code that one of them keeps may be what another was to get.
 */
async function dropFaulted(client: Queryable, actor: Actor, plan: Plan, conflict: Sql): Promise<boolean> {
  const faults = await checkPlan(client, actor, plan, { withRequiredWhen: false, limit: 100_000 })
  let dropped = 0
  for (const table of plan.tables) {
    const own = faults.filter((fault) => fault.entity === table.entity)
    if (own.length === 0) continue
    dropped += await execute(
      client,
      sql`with faulted as (
            select * from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as f ("recordId" bigint, code text, field text)
          ), told as (
            insert into ${conflict} select ${table.entity}, "recordId", code, field from faulted
          )
          delete from ${planTable(table)} as p using faulted where p.record_id = faulted."recordId"`,
    )
  }
  return dropped > 0
}

function moveToConflicts(
  client: Queryable,
  table: PlanTable,
  conflict: Sql,
  reason: string,
  where: Sql,
): Promise<number> {
  return execute(
    client,
    sql`with kept as (delete from ${planTable(table)} as p where ${where} returning p.record_id)
        insert into ${conflict} select ${table.entity}, kept.record_id, ${reason}, null from kept`,
  )
}
