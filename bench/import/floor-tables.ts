import { quietNight } from '../measure/quiet-night.ts'
import type { Pool } from 'pg'
import { findField } from '../../src/shared/catalogue/catalogue.ts'
import { execute, joined, rowsOf, sql, type Sql } from '../../src/server/platform/database/sql.ts'
import type { Plan, PlanTable } from '../../src/server/records/plan/plan.ts'
import { planTable, tableFor } from '../../src/server/records/plan/plan.ts'

/**
 * What the floor writes, prepared beforehand from a plan of ours: `floor.<entity>_update` and `floor.<entity>_insert`
 * with the new values under the columns' own names, and `floor.<entity>_search` with the texts that are new.
 */
export async function makeFloorTables(pool: Pool, plan: Plan): Promise<void> {
  await execute(pool, sql`create schema floor`)
  for (const table of plan.tables) await copyPlan(pool, table)
  await makeCompanyTexts(pool, plan)
  const contact = tableFor(plan, 'contact')
  if (contact) await makeContactTexts(pool, contact)
  await dropStage(pool)
  await quietNight(pool)
}

async function copyPlan(pool: Pool, table: PlanTable): Promise<void> {
  const cells = joined(table.fields.map(({ column }) => sql`${sql.id(`new_${column}`)} as ${sql.id(column)}`))
  const created = joined(
    table.fields.map((field) => {
      const value = sql.id(`new_${field.column}`)
      return field.default === undefined
        ? sql`${value} as ${sql.id(field.column)}`
        : sql`coalesce(${value}, ${sql.lit(field.default)}) as ${sql.id(field.column)}`
    }),
  )
  const part = (name: string) => sql.id('floor', `${table.entity}_${name}`)
  await execute(
    pool,
    sql`create table ${part('update')} as select record_id as id, ${cells} from ${planTable(table)} where action = 'u' order by record_id`,
  )
  await execute(
    pool,
    sql`create table ${part('insert')} as select record_id as id, ${created} from ${planTable(table)} where action = 'c' order by record_id`,
  )
}

/** The value of a field after the plan: the planned one, else the record's. Files of the bench empty no cell. */
function after(table: PlanTable | undefined, planned: string, record: string, key: string): Sql {
  const field = table?.fields.find((one) => one.key === key)
  const column = findField(table?.entity ?? 'address', key)?.column ?? key
  const current = sql.id(record, column)
  return field ? sql`coalesce(${sql.id(planned, `new_${column}`)}, ${current})` : current
}

async function makeCompanyTexts(pool: Pool, plan: Plan): Promise<void> {
  const company = tableFor(plan, 'company')!
  const address = tableFor(plan, 'address')
  const own = ['name', 'alias', 'code', 'vatNumber', 'siren'].map((key) => after(company, 'p', 'c', key))
  const place = ['postalCode', 'city'].map((key) => after(address, 'ap', 'a', key))
  const touched = address
    ? sql`select record_id from ${planTable(company)} union select subject_id from ${planTable(address)}`
    : sql`select record_id from ${planTable(company)}`
  const defaultAddress = after(company, 'p', 'c', 'defaultAddress')
  await execute(
    pool,
    sql`create table floor.company_search as
        select x.id, x.is_new, x.text
          from (
            select t.record_id as id, s.id is null as is_new, s.text as known,
                   match_text(concat_ws(' ', ${joined([...own, ...place])})) as text
              from (${touched}) as t
              left join company as c on c.id = t.record_id
              left join ${planTable(company)} as p on p.record_id = t.record_id
              left join company_search as s on s.id = t.record_id
              left join address as a on a.id = ${defaultAddress}
              ${address ? sql`left join ${planTable(address)} as ap on ap.record_id = ${defaultAddress}` : sql``}
          ) as x
         where x.text is distinct from x.known
         order by x.id`,
  )
}

async function makeContactTexts(pool: Pool, contact: PlanTable): Promise<void> {
  const cells = ['firstName', 'lastName', 'position', 'email1'].map((key) => after(contact, 'p', 'c', key))
  await execute(
    pool,
    sql`create table floor.contact_search as
        select x.id, x.is_new, x.text
          from (
            select p.record_id as id, s.id is null as is_new, s.text as known, match_text(concat_ws(' ', ${joined(cells)})) as text
              from ${planTable(contact)} as p
              left join contact as c on c.id = p.record_id
              left join contact_search as s on s.id = p.record_id
          ) as x
         where x.text is distinct from x.known
         order by x.id`,
  )
}

/** The staging tables of imports are gone. */
export async function dropStage(pool: Pool): Promise<void> {
  const tables = await rowsOf<{ name: string }>(
    pool,
    sql`select tablename as name from pg_tables where schemaname = 'stage'`,
  )
  if (tables.length > 0) await execute(pool, sql`drop table ${joined(tables.map(({ name }) => sql.id('stage', name)))}`)
}
