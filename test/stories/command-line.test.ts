import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rafale, rafaleProgram } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { tableHash } from '../table-hash.ts'

let db: TestDatabase
let directory: string

beforeAll(async () => {
  db = await testDatabase()
  directory = await mkdtemp(join(tmpdir(), 'rafale-cli-'))
})
afterAll(async () => {
  await db.close()
  await rm(directory, { recursive: true })
})

const run = (...args: string[]) => rafale(db, args)
const names = async () =>
  (await db.pool.query<{ name: string }>('select name from company order by code')).rows.map(({ name }) => name)

test('from an empty database to an import that is taken back', async () => {
  expect(await run('migrate', '--json')).toMatchObject({ code: 0, err: '' })
  const demo = await run('demo', '--companies', '40', '--json')
  expect(demo).toMatchObject({ code: 0, err: '' })
  expect(demo.json()).toEqual({ companies: 40, changeSet: 1 })
  const before = await tableHash(db.pool)

  const file = join(directory, 'clients.csv')
  const refused = join(directory, 'refused.csv')
  await writeFile(file, 'Code client;Nom;Ville;Pays\nC000001;Aprool;Nantes;FR\nN1;Blou;Rezé;FR\nN2;Cordage;Metz;ANG\n')
  const dry = (await run('import', file, '--dry-run', '--json')).json()
  expect(dry).toMatchObject({ read: 3, create: 1, update: 1, refused: 1, matched: 1, changeSet: null })
  expect(await tableHash(db.pool)).toBe(before)
  expect((await db.pool.query('select from import_run')).rowCount).toBe(0)

  const point = (await run('restore-point', 'create', 'Avant', '--json')).json() as { id: number }
  const done = await run('import', file, '--json', '--refused', refused, '--map', 'Ville=-', '--note', 'essai')
  expect(done.code).toBe(0)
  expect(done.json()).toMatchObject({
    read: 3,
    create: 1,
    update: 1,
    refused: 1,
    problemsTotal: 1,
    changeSet: 2,
    problems: [{ row: 4, column: 'Pays', value: 'ANG', severity: 'red', code: 'country-unknown' }],
  })
  expect(await names()).toEqual(expect.arrayContaining(['Aprool', 'Blou']))
  expect(await readFile(refused, 'utf8')).toMatch(
    /^\uFEFFCode client;Nom;Ville;Pays;[^\n]+\r\nN2;Cordage;Metz;ANG;.+\r\n$/,
  )

  const preview = (await run('restore-point', 'preview', String(point.id), '--json')).json() as { records: number }
  expect(preview.records).toBeGreaterThan(0)
  const wrong = await run('restore-point', 'restore', String(point.id), '--confirm', '12345', '--json')
  expect(wrong.code).toBe(1)
  expect(wrong.json()).toMatchObject({ error: { code: 'confirmation-wrong' } })

  expect((await run('undo', '2', '--preview', '--json')).json()).toMatchObject({ conflicts: 0 })
  expect((await run('undo', '2', '--json')).json()).toEqual({ changeSet: 3, conflicts: 0 })
  expect(await tableHash(db.pool)).toBe(before)
  expect((await run('undo', '2', '--json')).json()).toMatchObject({ error: { code: 'change-set-undone' } })
  expect(await run('doctor')).toMatchObject({ code: 0 })
})

test('the same file twice changes nothing the second time', async () => {
  const file = join(directory, 'twice.csv')
  await writeFile(
    file,
    'Code client;Nom du client;Ville;Pays\nT1;Aprool;Nantes;FR\nT1;Aprool;Rezé;FR\nT2;Blou;Brest;FR\n',
  )
  expect((await run('import', file, '--json')).json()).toMatchObject({ read: 3, refused: 0 })
  const before = await tableHash(db.pool)
  expect((await run('import', file, '--json')).json()).toMatchObject({ read: 3, unchanged: 3, changeSet: null })
  expect(await tableHash(db.pool)).toBe(before)
})

test('users are added, and act with their own rights', async () => {
  const added = await run('user', 'add', 'read@rafale.test', '--role', 'read-only', '--json')
  expect(added.json()).toMatchObject({ email: 'read@rafale.test', password: expect.stringMatching(/^.{20}$/) })
  const given = await rafaleProgram(
    db,
    ['user', 'add', 'adv@rafale.test', '--role', 'administrator', '--password-stdin'],
    'correct horse\n',
  )
  expect(given).toMatchObject({ code: 0, out: 'adv@rafale.test can sign in as administrator.\n' })
  expect((await run('user', 'add', 'ADV@rafale.test', '--role', 'administrator', '--json')).json()).toMatchObject({
    error: { code: 'value-not-available' },
  })
  for (const args of [['demo'], ['undo', '1'], ['restore-point', 'create', 'x']]) {
    const refused = await run(...args, '--as', 'read@rafale.test', '--json')
    expect(refused.code).toBe(1)
    expect(refused.json()).toMatchObject({ error: { code: 'right-missing' } })
  }
  expect((await run('demo', '--as', 'nobody@rafale.test', '--json')).json()).toMatchObject({
    error: { code: 'reference-unknown' },
  })
})

test('wrong usage exits 2 and says what is wrong on standard error', async () => {
  for (const args of [
    ['nonsense'],
    ['undo'],
    ['undo', 'x'],
    ['import', 'a.csv', '--mode', 'all'],
    ['demo', '--companies', '0'],
  ]) {
    const ran = await run(...args)
    expect(ran, args.join(' ')).toMatchObject({ code: 2, out: '' })
    expect(ran.err).not.toBe('')
  }
  expect(await run('import', 'a.csv', '--map', 'no target')).toMatchObject({ code: 2 })
  expect(await run('--version')).toMatchObject({ code: 0, err: '' })
})
