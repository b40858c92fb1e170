/** Duplicates from the command line: found, previewed, merged, taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '../../src/server/demo/load-demo.ts'
import { seed } from '../../src/server/seed/seed.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { rafale } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { tableHash } from '../table-hash.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const run = (...args: string[]) => rafale(db, args)
const company = async (values: Record<string, string>) =>
  String((await saveRecord(db.pool, systemActor, { entity: 'company', values })).id)

test('the sample data has companies and people that were entered twice', async () => {
  const sample = await testDatabase()
  try {
    await seed(sample.pool)
    await loadDemo(sample.pool, systemActor, { companies: 480 })
    for (const entity of ['company', 'contact']) {
      const found = (await rafale(sample, ['duplicates', '--entity', entity, '--json'])).json() as { total: number }
      expect(found.total, entity).toBeGreaterThanOrEqual(4)
    }
  } finally {
    await sample.close()
  }
})

test('two companies of one SIREN are found, merged, and two again', async () => {
  const one = await company({ name: 'Cordage Lemoy', siren: '732829320' })
  const two = await company({ name: 'Cordages Lemoy SARL', siren: '732 829 320', alias: 'CL' })
  const before = await tableHash(db.pool)
  const found = (await run('duplicates', '--json')).json()
  expect(found).toMatchObject({ total: 1, skipped: [], pairs: [{ agrees: ['siren', 'nameLike'], differs: [] }] })
  expect((await run('duplicates', '--score', '99')).out).toMatch('0 pairs.')
  expect((await run('merge', one, two, '--preview', '--json')).json()).toMatchObject({
    faults: [],
    effects: { contacts: 0 },
  })
  expect(await tableHash(db.pool)).toBe(before)

  const merged = (await run('merge', one, two, '--keep', `name=${two}`, '--json')).json() as { changeSet: number }
  const { rows } = await db.pool.query<{ name: string; alias: string }>('select name, alias from company')
  expect(rows).toEqual([{ name: 'Cordages Lemoy SARL', alias: 'CL' }])
  expect((await run('undo', String(merged.changeSet))).code).toBe(0)
  expect(await tableHash(db.pool)).toBe(before)
  expect((await run('merge', one, '999999')).code).toBe(1)
  expect((await run('merge', one, two, '--keep', 'name')).code).toBe(2)
})
