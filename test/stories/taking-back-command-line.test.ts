/** From the command line: restore points compared and gone back to, deleted records brought back, portfolios handed over. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteRecord } from '../../src/server/records/edit/delete-records.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { rafale } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { tableHash } from '../table-hash.ts'

let db: TestDatabase
const ids: Record<string, number> = {}
beforeAll(async () => {
  db = await testDatabase()
  await rafale(db, ['migrate'])
  for (const name of ['Aubépine', 'Bruyère', 'Cyprès']) {
    ids[name] = (await saveRecord(db.pool, systemActor, { entity: 'company', values: { name, code: name[0]! } })).id
  }
})
afterAll(() => db.close())

const run = (...args: string[]) => rafale(db, [...args, '--json'])
const json = async <T>(...args: string[]) => (await run(...args)).json() as T

test('a restore point is compared by change set, field and record, and gone back to', async () => {
  const { id } = await json<{ id: number }>('restore-point', 'create', 'Avant la nuit')
  const before = await tableHash(db.pool)
  const edit = (name: string, alias: string) =>
    saveRecord(db.pool, systemActor, { entity: 'company', id: ids[name]!, version: 1, values: { alias } })
  await edit('Aubépine', 'Un')
  await edit('Bruyère', 'Deux')
  await deleteRecord(db.pool, systemActor, { entity: 'company', id: ids['Cyprès']!, version: 1 })

  const whole = { revert: 2, recreate: 1, remove: 0, records: 3, fields: { 'company.alias': 2 } }
  const compare = (...args: string[]) => json('restore-point', 'compare', String(id), ...args)
  expect(await compare()).toMatchObject(whole)
  expect(await json('restore-point', 'preview', String(id))).toMatchObject(whole)
  expect(await compare('--by', 'change-set')).toMatchObject({
    ...whole,
    changeSets: [{ counts: { company: { delete: 1 } } }, {}, {}],
  })
  expect(await compare('--by', 'record', '--limit', '1')).toMatchObject({
    rows: [{ label: 'Aubépine', action: 'update', before: { alias: 'Un' }, after: { alias: null } }],
  })
  const told = await rafale(db, ['restore-point', 'compare', String(id), '--by', 'field'])
  expect(told.out).toMatch(/company\.alias +2\n/)
  expect(told.out).toContain(`rafale restore-point restore ${id} --confirm 3`)

  expect(await run('restore-point', 'restore', String(id), '--confirm', '2')).toMatchObject({ code: 1 })
  expect(await run('restore-point', 'restore', String(id))).toMatchObject({ code: 2 })
  expect(await run('restore-point', 'restore', String(id), '--confirm', '3')).toMatchObject({ code: 0 })
  expect(await tableHash(db.pool)).toBe(before)
  expect(await json('restore-point', 'list')).toMatchObject([{ id, name: 'Avant la nuit', changeSetsSince: 4 }])
  expect(await json('restore-point', 'compare', '9999')).toMatchObject({ error: { code: 'not-found' } })
})

test('the recycle bin is searched, and a record brought back', async () => {
  const { rows } = await db.pool.query<{ version: number }>('select version from company where id = $1', [
    ids['Cyprès'],
  ])
  await deleteRecord(db.pool, systemActor, { entity: 'company', id: ids['Cyprès']!, version: rows[0]!.version })
  expect(await json('recycle-bin', 'list', '--search', 'bruyere')).toEqual([])
  expect(await json('recycle-bin', 'list', '--entity', 'company')).toMatchObject([
    { entity: 'company', id: ids['Cyprès'], label: 'Cyprès', hint: 'C' },
  ])
  expect(await json('recycle-bin', 'restore', 'company', String(ids['Cyprès']))).toMatchObject({ conflicts: 0 })
  expect(await json('recycle-bin', 'list')).toEqual([])
  expect(await json('recycle-bin', 'restore', 'company', String(ids['Cyprès']))).toMatchObject({
    error: { code: 'not-found' },
  })
  expect((await run('recycle-bin', 'restore', 'address', '1')).code).toBe(2)
})

test('a portfolio is handed over by the number previewed, and taken back', async () => {
  const emails = ['part@rafale.test', 'reste@rafale.test']
  const people: number[] = []
  for (const email of emails) {
    people.push((await json<{ id: number }>('user', 'add', email, '--role', 'sales-person')).id)
  }
  for (const name of ['Aubépine', 'Bruyère']) {
    const { rows } = await db.pool.query<{ version: number }>('select version from company where id = $1', [ids[name]])
    const values = { accountManager: people[0]! }
    await saveRecord(db.pool, systemActor, { entity: 'company', id: ids[name]!, version: rows[0]!.version, values })
  }
  const before = await tableHash(db.pool)
  const transfer = (...args: string[]) => run('transfer', '--from', emails[0]!, '--to', emails[1]!, ...args)
  expect((await transfer('--preview')).json()).toMatchObject({
    records: 2,
    parts: { accountManager: 2, assignedTo: 0 },
  })
  expect(await tableHash(db.pool)).toBe(before)
  expect((await transfer('--confirm', '5')).json()).toMatchObject({ error: { code: 'confirmation-wrong' } })
  expect((await transfer('--parts', 'nothing')).code).toBe(2)
  const done = (await transfer('--parts', 'accountManager,salesPerson', '--confirm', '2')).json() as {
    changeSet: number
  }
  expect(done).toMatchObject({ records: 2, changeSet: expect.any(Number) })
  expect((await transfer()).json()).toMatchObject({ records: 0, changeSet: null })
  expect((await run('undo', String(done.changeSet))).code).toBe(0)
  expect(await tableHash(db.pool)).toBe(before)
  const wrong = await run('transfer', '--from', 'who@rafale.test', '--to', emails[1]!)
  expect(wrong.json()).toMatchObject({ error: { code: 'reference-unknown' } })
})
