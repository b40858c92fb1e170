/** Bulk update journals from the command line: made, targeted, previewed, validated, shown, undone. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rafale } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { tableHash } from '../table-hash.ts'

let db: TestDatabase
let directory: string

beforeAll(async () => {
  db = await testDatabase()
  directory = await mkdtemp(join(tmpdir(), 'rafale-journal-'))
})
afterAll(async () => {
  await db.close()
  await rm(directory, { recursive: true })
})

const run = (...args: string[]) => rafale(db, ['journal', ...args, '--json'])

test('a journal from its header to its undo', async () => {
  await rafale(db, ['demo', '--companies', '60'])
  const before = await tableHash(db.pool)
  const created = await run('create', '--field', 'salesRegion', '--set', 'ouest', '--comment', 'Réorganisation')
  expect(created.json()).toMatchObject({ number: 1, field: 'salesRegion', tab: 'details', targets: 0, state: 'draft' })

  const where = JSON.stringify({ all: [{ field: 'salesStatus', operator: 'anyOf', value: ['client', 'lead'] }] })
  const found = (await run('target', '1', '--where', where)).json() as { added: number; targets: number }
  expect(found.added).toBeGreaterThan(0)
  const codes = join(directory, 'codes.txt')
  await writeFile(codes, '\uFEFFC000001\r\nC000002\r\nnowhere\r\n')
  expect((await run('target', '1', '--codes', codes)).json()).toMatchObject({ notFound: ['nowhere'], notFoundTotal: 1 })

  const said = (await run('preview', '1')).json() as { targets: number; change: number; unchanged: number }
  expect(said.change).toBeGreaterThan(0)
  expect(said.change + said.unchanged).toBe(said.targets)
  expect(await run('validate', '1', '--confirm', '99999')).toMatchObject({ code: 1 })
  expect(await tableHash(db.pool)).toBe(before)
  const done = await run('validate', '1', '--confirm', String(said.change))
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.json()).toMatchObject({ changeSet: 2, changed: said.change, unchanged: said.unchanged, refused: 0 })

  expect((await run('show', '1', '--limit', '3')).json()).toMatchObject({ state: 'validated', rows: [{}, {}, {}] })
  expect((await run('validate', '1')).json()).toMatchObject({ error: { code: 'journal-state' } })
  expect((await rafale(db, ['undo', '2', '--json'])).json()).toMatchObject({ conflicts: 0 })
  expect(await tableHash(db.pool)).toBe(before)
  expect((await run('list')).json()).toMatchObject([{ number: 1, state: 'undone' }])
  expect((await rafale(db, ['doctor'])).code).toBe(0)
})

test('values are said as people write them', async () => {
  const header = async (...args: string[]) => (await run('create', ...args)).json()
  expect(await header('--field', 'annualRevenue', '--add', '1 234,50')).toMatchObject({ value: '1234.50' })
  expect(await header('--field', 'lastVisit', '--set', '24/12/2026')).toMatchObject({ value: '2026-12-24' })
  expect(await header('--field', 'lastVisit', '--shift', '-2 weeks')).toMatchObject({
    operation: 'shift-date',
    value: { amount: -2, unit: 'week' },
  })
  expect(await header('--entity', 'contact', '--field', 'hasLeft', '--set', 'oui')).toMatchObject({ value: true })
  expect(await header('--field', 'website', '--replace', 'http:', '--with', 'https:')).toMatchObject({
    value: { find: 'http:', replace: 'https:' },
  })
  expect(await header('--field', 'salesRegion', '--set', 'Atlantide')).toMatchObject({
    error: { code: 'journal-value-invalid' },
  })
  expect(await header('--field', 'code', '--set', 'X')).toMatchObject({ error: { code: 'journal-field-not-allowed' } })
  expect((await run('create', '--field', 'alias', '--set', 'a', '--clear')).code).toBe(2)
  expect((await run('target', '2')).code).toBe(2)
})
