/** The file of refused rows (IM-14): what stood in each, where, and why, to be corrected and imported again. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findImport } from '../../src/server/import/find-import.ts'
import { listRows } from '../../src/server/import/list-rows.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile } from '../factories/file-import.ts'
import { planText } from '../factories/import-text.ts'

let db: TestDatabase
let directory: string
beforeEach(async () => {
  db = await testDatabase()
  directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
  await db.close()
})

const header = 'Code client;Nom;Ville;Pays'
const large = 'x'.repeat(1024 * 1024 + 1)
const text = [
  header,
  'R1;Un;Nantes;FR',
  '"R2;Deux;Metz;FR',
  'R3;Trois;Brest;ANG',
  `R4;Quatre;${large};FR`,
  'R5;Cinq;Lyon;ANG;de trop;;=1+1',
  'R6;Six;"Rezé;FR',
  'R7;Sept;Lille;FR;de trop',
].join('\n')

async function refusedOf(bytes: string) {
  const refusedPath = join(directory, 'refused.csv')
  const { recap } = await importFile(db.pool, systemActor, { bytes, refusedPath })
  expect(recap.created + recap.updated + recap.unchanged + recap.skipped + recap.refused).toBe(recap.read)
  const file = await readFile(refusedPath, 'utf8')
  const [titles, ...rows] = parse(file, { bom: true, delimiter: ';', relax_column_count: true })
  expect(rows).toHaveLength(recap.refused)
  return { recap, file, titles, rows }
}

it('has every row, those that could not be read too, as they stood, with their line and the reason', async () => {
  const { recap, titles, rows } = await refusedOf(text)
  expect(recap).toMatchObject({ read: 7, created: 2, refused: 5 })
  expect(titles).toEqual(['Code client', 'Nom', 'Ville', 'Pays', 'Line of the file', 'Reason for refusal'])
  const [second, third, fourth, fifth, sixth] = rows
  expect(second).toEqual(['"R2', 'Deux', 'Metz', 'FR', '3', expect.stringMatching(/quote opened/)])
  expect(third).toEqual(['R3', 'Trois', 'Brest', 'ANG', '4', expect.stringMatching(/^Pays : /)])
  expect(fourth?.slice(0, 2)).toEqual(['R4', 'Quatre'])
  expect(fourth?.[2]).toMatch(/^x{32000}…$/)
  expect(fourth?.slice(3)).toEqual(['FR', '5', expect.stringMatching(/^Ville : .*1 MiB/)])
  expect(fifth?.slice(0, 5)).toEqual(['R5', 'Cinq', 'Lyon', 'ANG', '6'])
  expect(fifth?.slice(6)).toEqual(['de trop', '', '=1+1'])
  expect(sixth).toEqual(['R6', 'Six', '"Rezé', 'FR', '7', expect.stringMatching(/quote opened/)])
})

it('is imported again once corrected, and adds its columns to the next one only once', async () => {
  const { file } = await refusedOf(text)
  const half = file.replaceAll('ANG', 'FR').replaceAll('x'.repeat(32_000), 'Orléans')
  const again = await refusedOf(half.replace('"""R2"', 'R2').replace('R6;Six', 'R6;'))
  expect(again.recap).toMatchObject({ read: 5, created: 4, refused: 1 })
  expect(again.titles).toEqual(['Code client', 'Nom', 'Ville', 'Pays', 'Line of the file', 'Reason for refusal'])
  expect(again.rows).toEqual([['R6', '', '"Rezé', 'FR', '6', expect.stringMatching(/^Nom : /)]])
})

it('is what the check shows: a row that was not read has the cells of its line, and none to correct', async () => {
  const { importId, problems } = await planText(db.pool, { text })
  const run = await findImport(db.pool, systemActor, importId)
  const { rows } = await listRows(db.pool, systemActor, run, { severity: 'red' })
  expect(rows.map(({ line, isUnread }) => [line, isUnread])).toEqual([
    [3, true],
    [4, false],
    [5, true],
    [6, false],
    [7, true],
  ])
  expect(rows[0]?.cells).toEqual(['"R2', 'Deux', 'Metz', 'FR'])
  expect(rows[3]?.cells).toEqual(['R5', 'Cinq', 'Lyon', 'ANG'])
  expect(problems.filter(({ code }) => code === 'row-too-long').map(({ row }) => row)).toEqual([6, 8])
})
