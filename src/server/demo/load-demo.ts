/**
 * Sample data: French companies that do not exist, with their addresses and people, as many as asked for. Made in
 * three passes over the same random numbers, one COPY an entity into a plan, and written by the one engine as one
 * change set that can be undone.
 */
import type { Pool, PoolClient } from 'pg'
import { catalogue } from '../../shared/catalogue/catalogue.ts'
import type { EntityName } from '../../shared/catalogue/field.ts'
import { execute, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { applyChanges, type ApplyStep } from '../records/apply/apply-changes.ts'
import { createPlanTable } from '../records/plan/create-plan-table.ts'
import { planTable, type PlanTable } from '../records/plan/plan.ts'
import { idsPerCompany, type DemoRecord } from './demo-record.ts'
import { addDemoBillingEntities, addDemoUsers } from './demo-users.ts'
import { readValues, type DemoWorld } from './demo-world.ts'
import { fillPlan } from './fill-plan.ts'
import { makeAddresses } from './make-addresses.ts'
import { companyAt } from './make-twin.ts'
import { makeContacts } from './make-contacts.ts'
import { usualSeed } from './usual-seed.ts'

export type DemoOptions = { companies: number; seed?: number; onProgress?: (share: number) => void }

const shares: Record<ApplyStep, number> = { lock: 0.3, write: 0.32, history: 0.55, search: 0.75, commit: 0.98 }

/**
 * So many companies were added, with addresses and contacts, by one change set of kind 'sample-data', whose number it
 * gives. The same size and seed give the same records. The users they belong to have no password.
 */
export async function loadDemo(pool: Pool, actor: Actor, options: DemoOptions): Promise<number> {
  const { companies, seed = usualSeed, onProgress } = options
  const changeSet = await inTransaction(pool, async (client) => {
    const world = await prepareWorld(client, companies)
    const tables: PlanTable[] = []
    for (const [index, entity] of (['company', 'contact', 'address'] as const).entries()) {
      const report = (share: number) => onProgress?.(0.1 * (index + share))
      tables.push(await planEntity(client, entity, recordsOf({ entity, world, seed, companies, report })))
    }
    const applied = await applyChanges(client, {
      actor,
      plan: { tables, isInteractive: false },
      head: { kind: 'sample-data', source: `${companies}` },
      onStep: (step) => onProgress?.(shares[step]),
    })
    for (const table of tables) await execute(client, sql`drop table ${planTable(table)}`)
    await skipCodes(client, world.firstCode + companies)
    return applied.changeSet
  })
  await pool.query('analyze company, contact, address, company_search, contact_search')
  onProgress?.(1)
  if (changeSet === null) throw new Error('Sample data of no companies')
  return changeSet
}

async function prepareWorld(client: PoolClient, companies: number): Promise<DemoWorld> {
  return {
    valueOf: await readValues(client),
    users: await addDemoUsers(client),
    billingEntities: await addDemoBillingEntities(client),
    firstId: await reserveIds(client, companies * idsPerCompany),
    firstCode: await nextFreeCode(client),
  }
}

/** The first of so many ids in a row, taken from the sequence of all records; one that others cut into is given up. */
async function reserveIds(client: PoolClient, count: number): Promise<number> {
  for (;;) {
    const taken = await onlyRow<{ first: number; last: number }>(
      client,
      sql`select min(id) as first, max(id) as last
            from (select nextval('record_id') as id from generate_series(1, ${count})) as reserved`,
    )
    if (taken.last - taken.first + 1 === count) return taken.first
  }
}

/** Behind every customer code of the usual form that is in use. */
async function nextFreeCode(client: PoolClient): Promise<number> {
  const { next } = await onlyRow<{ next: number }>(
    client,
    sql`select coalesce(max(substr(code, 2)::bigint), 0) + 1 as next from company where code ~ '^C[0-9]{6,9}$'`,
  )
  return next
}

/** Automatic numbering goes on behind the sample codes, rather than trying them one by one. */
async function skipCodes(client: PoolClient, next: number): Promise<void> {
  await execute(
    client,
    sql`select setval('company_number', ${next}, false) from company_number where last_value < ${next}`,
  )
}

async function planEntity(client: PoolClient, entity: EntityName, records: Iterable<DemoRecord>): Promise<PlanTable> {
  const fields = catalogue[entity].filter((field) => field.default !== undefined || filled[entity].has(field.key))
  const table = await createPlanTable(client, { entity, fields, bulkName: `demo_${process.pid}_${entity}` })
  await fillPlan(client, table, records)
  return table
}

type Making = {
  entity: EntityName
  world: DemoWorld
  seed: number
  companies: number
  report: (share: number) => void
}

function* recordsOf({ entity, world, seed, companies, report }: Making): Generator<DemoRecord> {
  for (let place = 0; place < companies; place++) {
    if (place % 1000 === 0) report(place / companies)
    const company = companyAt(world, seed, place)
    if (entity === 'company') yield company
    else yield* (entity === 'contact' ? makeContacts : makeAddresses)(world, seed, place, company)
  }
}

const keys = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** The fields that sample records fill, beside those with a default. */
const filled: Record<EntityName, ReadonlySet<string>> = {
  company:
    keys(`name code salesStatus accountType parent website defaultAddress defaultContact phoneMain phoneFax source
    industry salesRegion commercialOrigin environment billingEntities comments externalId salesPerson telemarketer
    accountManager employees annualRevenue currency siren siret vatNumber naf legalForm visitInterval lastVisit
    lastVisitAttempt`),
  contact: keys(`company civility firstName lastName gender position department contactType email1 phoneOffice
    phoneMobile assignedTo language lawfulBasis`),
  address: keys('company code name line1 line2 line3 postalCode city country workRegion'),
}
