/** However many rows of a file are at fault, none is lost: outcomes, problems, counts and the file of refused rows tell all. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile } from '../factories/file-import.ts'
import { planText } from '../factories/import-text.ts'

let db: TestDatabase
let directory: string
beforeAll(async () => {
  db = await testDatabase()
  directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
})
afterAll(async () => {
  await rm(directory, { recursive: true, force: true })
  await db.close()
})

it('faults of reading, red and yellow, in 25,000 rows', async () => {
  const rows = Array.from({ length: 25_000 }, (_, at) => (at % 2 ? `C${at};Nom ${at};x;trop` : `C${at};Nom "${at};x`))
  // A quote never closed after all the others: the row is not read, and must still be told.
  const bytes = `Code client;Nom;Alias\n${rows.join('\n')}\nC25000;"jamais fermé;x\n`
  const refusedPath = join(directory, 'refused.csv')
  const { recap, problemsTotal, problems } = await importFile(db.pool, systemActor, { bytes, refusedPath })
  expect(recap).toMatchObject({ read: 25_001, created: 25_000, refused: 1, toCheck: 12_500 })
  expect(recap.created + recap.updated + recap.unchanged + recap.skipped + recap.refused).toBe(recap.read)
  expect(problemsTotal).toBe(12_501)
  expect(problems).toHaveLength(1000)
  const refused: string[][] = parse(await readFile(refusedPath), { bom: true, delimiter: ';' })
  expect(refused).toHaveLength(2)
  expect(refused[1]?.at(-1)).toMatch(/quote/)
})

it('a row with several cells that are too large is one refused row', async () => {
  const large = 'x'.repeat(1024 * 1024 + 1)
  const { recap } = await planText(db.pool, {
    text: `Code client;Nom;Alias\nL1;${large};${large}\nL2;Deux;d\n`,
  })
  expect(recap).toMatchObject({ read: 2, created: 1, refused: 1 })
})

it('a refused row with many problems says each of them, the last of a page too', async () => {
  const headers = ['Code client', 'Nom', 'Pays', 'Statut commercial', 'État', 'Effectif', 'Chiffre d’affaires annuel']
  const rows = Array.from({ length: 600 }, (_, at) =>
    [`P${at}`, 'N', 'ANG', 'ZZZ', 'QQQ', 'douze', 'beaucoup'].join(';'),
  )
  const refusedPath = join(directory, 'many.csv')
  const { recap } = await importFile(db.pool, systemActor, {
    bytes: `${headers.join(';')}\n${rows.join('\n')}\n`,
    refusedPath,
  })
  expect(recap).toMatchObject({ read: 600, refused: 600 })
  const refused: string[][] = parse(await readFile(refusedPath), { bom: true, delimiter: ';' })
  expect(refused).toHaveLength(601)
  const reasons = new Set(refused.slice(1).map((row) => row.at(-1)?.split(' | ').length))
  expect([...reasons]).toHaveLength(1)
  expect([...reasons][0]).toBeGreaterThanOrEqual(4)
})
