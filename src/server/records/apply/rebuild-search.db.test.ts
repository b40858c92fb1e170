import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
// oxlint-disable-next-line no-restricted-imports -- sample data is a base like any other
import { loadDemo } from '../../demo/load-demo.ts'
import { seed } from '../../seed/seed.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { sql } from '../../platform/database/sql.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { examine } from '../doctor/examine.ts'
import { rebuildSearch } from './rebuild-search.sql.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await seed(db.pool)
  await loadDemo(db.pool, systemActor, { companies: 60 })
})
afterAll(() => db.close())

const all = { texts: 1, share: 0 }
const noCode = sql`select c.id, null::text from company as c`
const rows = async (query: string) => (await db.pool.query<Record<string, unknown>>(query)).rows
const texts = async () => ({
  company: await rows('select * from company_search order by id'),
  contact: await rows('select * from contact_search order by id'),
})
/** Columns, constraints and indexes, as a migration made them. */
const shape = () =>
  rows(`
    select 'column' as what, table_name || '.' || column_name as name, data_type || is_nullable || coalesce(column_default, '') as text
      from information_schema.columns where table_name in ('company_search', 'contact_search')
    union all
    select 'index', indexname, indexdef from pg_indexes where tablename in ('company_search', 'contact_search')
    union all
    select 'constraint', conname, pg_get_constraintdef(oid) from pg_constraint
     where conrelid in ('company_search'::regclass, 'contact_search'::regclass) and contype <> 'n'
     order by 1, 2`)

test('texts made anew are those there were, in a table of the same shape', async () => {
  const before = { texts: await texts(), shape: await shape() }
  expect(before.texts.company.length).toBe(60)
  const isMade = await inTransaction(db.pool, async (client) => [
    await rebuildSearch(client, 'company', noCode, all),
    await rebuildSearch(client, 'contact', sql`select c.id from contact as c`, all),
  ])
  expect(isMade).toEqual([true, true])
  expect({ texts: await texts(), shape: await shape() }).toEqual(before)
  expect((await examine(db.pool)).filter(({ count }) => count > 0)).toEqual([])
})

test('former codes are kept, and new ones join them', async () => {
  await db.pool.query(`update company set code = 'N' || code`)
  await inTransaction(db.pool, (client) =>
    rebuildSearch(client, 'company', sql`select c.id, 'first-' || c.id from company as c`, all),
  )
  await inTransaction(db.pool, (client) => rebuildSearch(client, 'company', noCode, all))
  const [found] = await rows(`select id, former_codes, text from company_search order by id limit 1`)
  expect(found?.['former_codes']).toBe(`first-${String(found?.['id'])}`)
  expect(found?.['text']).toMatch(/ first-\d+$/)
})

test('somebody who reads the texts is not waited for: the caller writes them one by one', async () => {
  const before = await texts()
  const reader = await db.pool.connect()
  try {
    await reader.query('begin')
    await reader.query('select count(*) from company_search')
    const isMade = await inTransaction(db.pool, (client) => rebuildSearch(client, 'company', noCode, all))
    expect(isMade).toBe(false)
    await reader.query('commit')
  } finally {
    reader.release()
  }
  expect(await texts()).toEqual(before)
})

test('few records are not worth it', async () => {
  const few = sql`select c.id, null::text from company as c limit 20`
  expect(await inTransaction(db.pool, (client) => rebuildSearch(client, 'company', few))).toBe(false)
  expect(
    await inTransaction(db.pool, (client) => rebuildSearch(client, 'company', few, { texts: 20, share: 0.5 })),
  ).toBe(false)
})
