import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { tableHash } from '../../../test/table-hash.ts'
import { catalogue, typeOf } from '../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../shared/catalogue/field.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { systemActor } from '../platform/auth/actor.ts'
import { applyChanges } from '../records/apply/apply-changes.ts'
import { planReversal } from '../records/plan/plan-reversal.ts'
import { undoSource } from '../records/plan/reversal-source.ts'
import { seed } from '../seed/seed.ts'
import { loadDemo } from './load-demo.ts'

const companies = 300
let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  one = await testDatabase()
  other = await testDatabase()
  for (const { pool } of [one, other]) await seed(pool)
})
afterAll(async () => {
  await one.close()
  await other.close()
})

/** Everything the records hold but the moment they were made; ids count from the first one. */
async function contentHash(pool: Pool): Promise<string[]> {
  const hashes: string[] = []
  for (const entity of entityNames) {
    const columns = catalogue[entity].map(({ column, type, target }) =>
      type === 'reference' && target !== 'user' ? `r."${column}" - (select min(id) from company)` : `r."${column}"`,
    )
    const { rows } = await pool.query<{ hash: string }>(
      `select count(*) || ':' || md5(string_agg(row(${columns.join(', ')})::text, e'\\n' order by r.id)) as hash
         from ${entity} as r`,
    )
    hashes.push(rows[0]!.hash)
  }
  return hashes
}

test('the same size gives the same records, in any base; undo takes all of them away', async () => {
  const empty = await tableHash(one.pool)
  const progress: number[] = []
  const changeSet = await loadDemo(one.pool, systemActor, { companies, onProgress: (share) => progress.push(share) })
  expect(progress.at(-1)).toBe(1)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))

  // Ids that are in use already move the others.
  await other.pool.query(`select setval('record_id', 1234567)`)
  await loadDemo(other.pool, systemActor, { companies })
  expect(await contentHash(one.pool)).toEqual(await contentHash(other.pool))

  await inTransaction(one.pool, async (client) => {
    const source = undoSource(changeSet, 'keep')
    const { plan, conflicts } = await planReversal(client, { actor: systemActor, source, name: 'undo_demo' })
    expect(conflicts.total).toBe(0)
    await applyChanges(client, { actor: systemActor, plan, head: { kind: 'undo', undoes: changeSet } })
  })
  expect(await tableHash(one.pool)).toBe(empty)
  const { rows } = await one.pool.query('select from company_search union all select from contact_search')
  expect(rows).toHaveLength(0)
})

test('the records hold what the catalogue asks for', async () => {
  for (const entity of entityNames) {
    const { rows } = await other.pool.query<Record<string, unknown>>(`select * from ${entity}`)
    expect(rows.length).toBeGreaterThanOrEqual(companies)
    for (const field of catalogue[entity].filter((one) => typeOf(one).isText)) {
      const texts = rows.map((row) => row[field.column]).filter((value) => value !== null) as string[]
      for (const value of texts) expect(typeOf(field).parse(value, { field }), field.key).toEqual({ value })
    }
  }
  const { rows } = await other.pool.query<Record<string, number>>(`
    select count(*) filter (where sales_status = 'prospect' and telemarketer_id is null
                               or sales_status = 'lead' and sales_person_id is null) as ownerless,
           count(*) filter (where account_type_id is null or sales_region_id is null or industry_id is null) as unlisted,
           count(*) filter (where not exists (select from address as a where a.id = r.default_address_id and a.company_id = r.id)) as homeless,
           count(*) filter (where not exists (select from contact as c where c.id = r.default_contact_id and c.company_id = r.id)) as faceless,
           count(distinct sales_status) as statuses, count(distinct name) as names
      from company as r`)
  expect(rows[0]).toMatchObject({ ownerless: 0, unlisted: 0, homeless: 0, faceless: 0, statuses: 3 })
  expect(rows[0]!['names']).toBeGreaterThan(companies * 0.9)
})

test('the staff of the demonstration cannot sign in, and a second load goes on behind the first', async () => {
  const { rows } = await other.pool.query<{ password_hash: string | null }>('select password_hash from app_user')
  expect(rows).toHaveLength(12)
  expect(rows.every((row) => row.password_hash === null)).toBe(true)
  await loadDemo(other.pool, systemActor, { companies: 10 })
  const counted = await other.pool.query<{ codes: number; next: number; users: number }>(
    `select (select count(distinct code) from company) as codes, nextval('company_number') as next,
            (select count(*) from app_user) as users`,
  )
  expect(counted.rows[0]).toEqual({ codes: companies + 10, next: companies + 11, users: 12 })
})
