import type { Field } from '../../../shared/catalogue/field.ts'
import { execute, joined, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { newOf, tableOf } from '../entity-table.ts'
import { planTable, type PlanTable } from '../plan/plan.ts'

/**
 * The planned records exist, at version 1; fields outside the plan hold the table's defaults. One that comes back has
 * its date of creation, its restriction, and a version above the one it had.
 */
export function insertRecords(client: Queryable, table: PlanTable): Promise<number> {
  const columns = table.fields.map((field) => sql.id(field.column))
  const values = table.fields.map((field) => orDefault(newOf(field), field.default))
  const hasAccess = table.entity !== 'address'
  return execute(
    client,
    sql`insert into ${tableOf(table.entity)} (id, version, created_at${hasAccess ? sql`, is_restricted` : sql``}, ${joined(columns)})
        select p.record_id,
               coalesce((p.record ->> 'version')::integer, 0) + 1,
               coalesce((p.record ->> 'createdAt')::timestamptz, now())
               ${hasAccess ? sql`, coalesce((p.record ->> 'isRestricted')::boolean, false)` : sql``},
               ${joined(values)}
          from ${planTable(table)} as p
         where p.action = 'c'`,
  )
}

/** Every planned update whose record is still at the expected version is written in `fields`, its version one higher. */
export function updateRecords(client: Queryable, table: PlanTable, fields: readonly Field[]): Promise<number> {
  const assignments = fields.map((field) => sql`${sql.id(field.column)} = ${sql.id('p', `new_${field.column}`)}`)
  return execute(
    client,
    sql`update ${tableOf(table.entity)} as r
           set version = r.version + 1, ${joined(assignments)}
          from ${planTable(table)} as p
         where p.action = 'u' and r.id = p.record_id and r.version = p.version`,
  )
}

/** Every planned deletion whose record is still at the expected version is gone. */
export function deleteRecords(client: Queryable, table: PlanTable): Promise<number> {
  return execute(
    client,
    sql`delete from ${tableOf(table.entity)} as r
         using ${planTable(table)} as p
         where p.action = 'd' and r.id = p.record_id and r.version = p.version`,
  )
}

/**
 * Updates and deletions that found another version leave the plan; how many. A row this transaction wrote carries
 * its transaction id, which tells it from one that somebody else moved to the same version.
 */
export function dropStale(client: Queryable, table: PlanTable): Promise<number> {
  return execute(
    client,
    sql`delete from ${planTable(table)} as p
         where (p.action = 'u'
                and not exists (select from ${tableOf(table.entity)} as r
                                 where r.id = p.record_id
                                   and r.xmin::text = (pg_current_xact_id()::xid)::text))
            or (p.action = 'd'
                and exists (select from ${tableOf(table.entity)} as r where r.id = p.record_id))`,
  )
}

/** The records of updates and deletions are locked in id order; how many of them are still at their version. */
export function lockRecords(client: Queryable, table: PlanTable): Promise<number> {
  return execute(
    client,
    sql`select from ${tableOf(table.entity)} as r
          join ${planTable(table)} as p on p.record_id = r.id and p.version = r.version
         where p.action <> 'c'
         order by r.id
           for update of r`,
  )
}

function orDefault(value: Sql, fallback: string | boolean | undefined): Sql {
  return fallback === undefined ? value : sql`coalesce(${value}, ${sql.lit(fallback)})`
}
