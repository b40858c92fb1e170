/** Bulk update journals from the command line: made, targeted, previewed, validated, shown, undone. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rafale } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { xlsxRows } from '../factories/xlsx-rows.ts'
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

const rowsOf = async (path: string) => xlsxRows(await readFile(path))
const newJournal = async (...args: string[]) =>
  ((await run('create', '--field', 'alias', '--set', 'Nuit', ...args)).json() as { number: number }).number

test('the preview and the result are written as workbooks, or nothing is', async () => {
  const number = await newJournal()
  const codes = join(directory, 'three.txt')
  await writeFile(codes, 'C000001\nC000002\nC000003\n')
  await run('target', String(number), '--codes', codes)
  const [preview, result] = [join(directory, 'preview.xlsx'), join(directory, 'result.xlsx')]
  expect(await run('preview', String(number), '--xlsx', preview)).toMatchObject({ code: 0 })
  expect((await rowsOf(preview)).map((row) => [row[0], row[5]])).toEqual([
    ['Code', 'Outcome'],
    ['C000001', 'Changes'],
    ['C000002', 'Changes'],
    ['C000003', 'Changes'],
  ])
  const nowhere = join(directory, 'no', 'such', 'folder.xlsx')
  expect(await run('validate', String(number), '--xlsx', nowhere)).toMatchObject({ code: 1 })
  expect((await run('show', String(number))).json()).toMatchObject({ state: 'draft' })
  expect((await run('result', String(number), '--xlsx', result)).json()).toMatchObject({
    error: { code: 'journal-state' },
  })
  expect((await readdir(directory)).filter((name) => name.startsWith('result'))).toEqual([])
  expect(await run('validate', String(number), '--confirm', '3', '--xlsx', result)).toMatchObject({ code: 0 })
  const whole = await rowsOf(result)
  await run('result', String(number), '--xlsx', result)
  expect(await rowsOf(result)).toEqual(whole)
  expect((await run('result', String(number))).json()).toMatchObject({
    targets: 3,
    changed: 3,
    refused: 0,
    reasons: [],
  })
  const undone = (await run('undo', String(number))).json() as { changeSet: number }
  expect(undone).toMatchObject({ conflicts: 0 })
  expect((await run('result', String(number))).json()).toMatchObject({ undoneBy: undone.changeSet })
  expect((await run('undo', String(number))).json()).toMatchObject({ error: { code: 'journal-state' } })
})

test('codes are all found, or none is added', async () => {
  const number = String(await newJournal())
  const codes = join(directory, 'one-wrong.txt')
  await writeFile(codes, 'C000001\nnowhere\n')
  const refused = await run('target', number, '--codes', codes, '--strict')
  expect(refused.code).toBe(1)
  expect(refused.json()).toMatchObject({
    error: { code: 'journal-codes-missing', message: expect.stringContaining('nowhere') },
  })
  expect((await run('show', number)).json()).toMatchObject({ targets: 0 })
  expect((await run('target', number, '--search', 'x', '--strict')).code).toBe(2)
})

test('a journal is handed over, sent back, scheduled, called off, copied and dropped', async () => {
  const number = String(await newJournal())
  await run('target', number, '--search', 'c00000')
  expect((await run('submit', number)).json()).toMatchObject({ state: 'waiting' })
  expect((await run('withdraw', number, '--note', 'Et les filiales ?')).json()).toMatchObject({ state: 'draft' })
  const scheduled = (await run('schedule', number, '--at', '2027-01-15 02:00')).json()
  expect(scheduled).toMatchObject({ state: 'scheduled', scheduledFor: '2027-01-15T01:00:00.000Z' })
  expect((await run('schedule', number, '--at', '2027-01-15 02:00')).json()).toMatchObject({
    error: { code: 'journal-state' },
  })
  expect((await run('unschedule', number)).json()).toMatchObject({ state: 'draft', scheduledFor: null })
  expect((await run('schedule', number, '--at', '2020-01-15T02:00:00Z')).json()).toMatchObject({
    error: { code: 'journal-time-past' },
  })
  for (const moment of ['tomorrow', '2027-13-45 02:00', '2027-01-15']) {
    expect((await run('schedule', number, '--at', moment)).code).toBe(2)
  }
  const { targets } = (await run('show', number)).json() as { targets: number }
  expect(targets).toBeGreaterThan(0)
  const copy = (await run('duplicate', number)).json() as { number: number }
  expect(copy).toMatchObject({ targets, value: 'Nuit', state: 'draft' })
  expect((await run('duplicate', number, '--no-records')).json()).toMatchObject({ targets: 0 })
  expect((await run('delete', String(copy.number))).json()).toEqual({ deleted: copy.number })
  expect((await run('show', String(copy.number))).json()).toMatchObject({ error: { code: 'not-found' } })
})

test('each step asks for its right', async () => {
  await rafale(db, ['user', 'add', 'looks@rafale.test', '--role', 'read-only', '--json'])
  const number = String(await newJournal())
  for (const [step, ...args] of [
    ['submit'],
    ['withdraw'],
    ['schedule', '--at', '2027-01-15 02:00'],
    ['unschedule'],
    ['result'],
    ['preview'],
    ['validate'],
    ['undo'],
    ['duplicate'],
    ['delete'],
  ]) {
    const { code, json } = await run(step!, number, ...args, '--as', 'looks@rafale.test')
    expect([step, code, json()]).toMatchObject([step, 1, { error: { code: 'right-missing' } }])
  }
})

test('help is in the language of the terminal', async () => {
  const help = async (language: string, ...args: string[]) => {
    vi.stubEnv('LC_ALL', language)
    const ran = await rafale(db, [...args, '--help'])
    expect(ran.code).toBe(0)
    return ran.out.replaceAll(/\s+/g, ' ')
  }
  const french = await help('fr_FR.UTF-8', 'journal', 'schedule')
  expect(french).toMatch(/^Utilisation :/)
  expect(french).toContain('le faire valider à un moment, par le serveur')
  expect(french).toContain('(au choix : stop, go) (par défaut : stop)')
  expect(french).not.toMatch(/Options:|display help|print the result/)
  expect(await help('en_GB.UTF-8', 'journal', 'schedule')).toMatch(/^Usage:.*have it validated at a time/)
  for (const group of ['journal', 'restore-point', 'recycle-bin', 'transfer', 'undo']) {
    expect(await help('fr_FR.UTF-8', group)).not.toMatch(/\b(the|with|display|take|say)\b/)
  }
  vi.stubEnv('LC_ALL', 'fr_FR.UTF-8')
  expect((await run('show', '9999')).json()).toMatchObject({ error: { message: expect.stringContaining('existe') } })
})
