import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
// oxlint-disable-next-line no-restricted-imports -- sample data is a base like any other
import { loadDemo } from '../../demo/load-demo.ts'
import { seed } from '../../seed/seed.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { examine } from './examine.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await seed(db.pool)
  await loadDemo(db.pool, systemActor, { companies: 30 })
})
afterAll(() => db.close())

const faults = async () => (await examine(db.pool)).filter(({ count }) => count > 0)

test('a base that only the engine wrote is well', async () => {
  expect(await faults()).toEqual([])
})

test.each([
  [
    'company.salesRegion points nowhere',
    `update company set sales_region_id = (select id from list_value where list = 'source' limit 1)`,
  ],
  ['company.environment points nowhere', `update company set environment_ids = '{999999}'`],
  ['company.accountManager points nowhere', `update company set account_manager_id = 999999`],
  [
    'company.defaultAddress points nowhere',
    `update company set default_address_id = (select max(default_address_id) from company)`,
  ],
  ['contact.company points nowhere', `update contact set company_id = 999999`],
  ['address.company points nowhere', `update address set company_id = 999999`],
  ['company search is out of step', `update company_search set text = 'x'`],
  ['company search is out of step', `delete from company_search`],
  ['contact search is out of step', `insert into contact_search values (999999, 'ghost')`],
  ['stale staging tables', `create table stage.import_999_rows ()`],
])('%s', async (check, harm) => {
  const client = await db.pool.connect()
  try {
    await client.query('begin')
    await client.query(harm)
    const found = (await examine(client)).find((finding) => finding.check === check)
    expect(found?.count).toBeGreaterThan(0)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
