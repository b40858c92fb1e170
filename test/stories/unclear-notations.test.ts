/** Dates and numbers that can be read in two ways are never guessed: command line and API refuse until it is said which. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../src/shared/contract/import.contract.ts'
import { changeImport } from '../../src/server/import/change-import.ts'
import { createImport } from '../../src/server/import/create-import.ts'
import { correctImport } from '../../src/server/import/correct-import.ts'
import { runPlan } from '../../src/server/import/run-plan.ts'
import { stageImport } from '../../src/server/import/stage-import.ts'
import { findImport } from '../../src/server/import/find-import.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { onlyRow, sql } from '../../src/server/platform/database/sql.ts'
import { seed } from '../../src/server/seed/seed.ts'
import { rafale } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile } from '../factories/file-import.ts'
import { planText } from '../factories/import-text.ts'
import { createUser } from '../factories/user.ts'
import { testServer } from '../test-server.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await seed(db.pool)
})
beforeEach(() => db.pool.query('truncate company, address, contact cascade'))
afterAll(() => db.close())

const unclearDate = 'Code client;Nom;Dernière visite\nC1;Aprool;03/02/2026\n'
const unclearNumber = 'Code client;Nom;Chiffre d’affaires annuel\nC1;Aprool;1.234\nC2;Blou;2.500\n'
const values = async (column: string) =>
  (await db.pool.query<{ value: string }>(`select ${column}::text as value from company order by code`)).rows.map(
    ({ value }) => value,
  )
const imported = (bytes: string, given: object = {}) => importFile(db.pool, systemActor, { bytes, ...given })

describe('dates', () => {
  it('are refused while nothing tells day from month, and read as said', async () => {
    await expect(imported(unclearDate)).rejects.toMatchObject({
      code: 'mapping-date-order-missing',
      params: { columns: 'Dernière visite' },
    })
    expect(await values('last_visit')).toEqual([])
    await imported(unclearDate, { dateOrder: 'mdy' })
    expect(await values('last_visit')).toEqual(['2026-03-02'])
    await imported(unclearDate, { dateOrder: 'dmy' })
    expect(await values('last_visit')).toEqual(['2026-02-03'])
  })

  it('are proved by any cell of the column, however late, whatever else stands in it', async () => {
    const rows = Array.from({ length: 1500 }, (_, at) => `C${at};N;${at < 1200 ? '' : '03/02/2026'}`)
    await expect(imported(`Code client;Nom;Dernière visite\n${rows.join('\n')}\n`)).rejects.toMatchObject({
      code: 'mapping-date-order-missing',
    })
    const { recap } = await imported(
      `Code client;Nom;Dernière visite\n${rows.join('\n')}\nX;N;02/25/2026\nY;N;demain\n`,
    )
    expect(recap).toMatchObject({ created: 1501, refused: 1 })
    expect(new Set(await values('last_visit'))).toEqual(new Set([null, '2026-03-02', '2026-02-25']))
  })

  it('of a corrected cell count', async () => {
    const bytes = 'Code client;Nom;Dernière visite\nC1;Aprool;2026-02-03\nC2;Blou;2026-02-04\n'
    const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
    try {
      const path = join(directory, 'clients.csv')
      await writeFile(path, bytes)
      const created = { entity: 'company', path, fileName: 'clients.csv', withJob: false } as const
      const importId = await createImport(db.pool, systemActor, created)
      await stageImport({ pool: db.pool, actor: systemActor, importId, path })
      const run = await findImport(db.pool, systemActor, importId)
      // Years come first in this column: a date that begins with something else is none.
      await correctImport(db.pool, run, { column: 2, row: 2, to: '03/02/2026' })
      expect((await runPlan({ pool: db.pool, actor: systemActor, importId })).recap).toMatchObject({
        created: 1,
        refused: 1,
      })
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})

describe('numbers', () => {
  it('with one mark before three digits are refused until the mark is said', async () => {
    await expect(imported(unclearNumber)).rejects.toMatchObject({
      code: 'mapping-decimal-missing',
      params: { columns: 'Chiffre d’affaires annuel' },
    })
    await imported(unclearNumber, { decimal: ',' })
    expect(await values('annual_revenue')).toEqual(['1234.00', '2500.00'])
    await imported(unclearNumber, { decimal: '.' })
    expect(await values('annual_revenue')).toEqual(['1.23', '2.50'])
  })

  it('are proved by any cell of the column, and by none when it is mixed', async () => {
    await imported(`${unclearNumber}C3;Cora;12,5\n`)
    expect(await values('annual_revenue')).toEqual(['1234.00', '2500.00', '12.50'])
    const late = Array.from({ length: 1200 }, (_, at) => `D${at};N;12`).join('\n')
    const header = 'Code client;Nom;Chiffre d’affaires annuel\n'
    await expect(imported(`${header}${late}\nC1;Aprool;1.234\n`)).rejects.toMatchObject({
      code: 'mapping-decimal-missing',
    })
    await imported(`${header}${late}\nC1;Aprool;1.234\nC2;Blou;1.234.567,5\n`)
    expect((await values('annual_revenue')).slice(0, 2)).toEqual(['1234.00', '1234567.50'])
    await expect(imported(`${unclearNumber}C3;Cora;12,5\nC4;Duo;12.5\n`)).rejects.toMatchObject({
      code: 'mapping-decimal-missing',
    })
  })

  it.each([
    ['1,234', '1.23', '1234.00'],
    ['-12,500', '-12.50', '-12500.00'],
    ['€ 1,234', '1.23', '1234.00'],
    ['123,456 EUR', '123.46', '123456.00'],
    ['1.234', '1234.00', '1.23'],
    ['-1.234 €', '-1234.00', '-1.23'],
  ])('such as %s are asked about, and read by the mark that is said', async (cell, byComma, byPoint) => {
    const bytes = `Code client;Nom;Chiffre d’affaires annuel\nC1;Aprool;${cell}\n`
    await expect(imported(bytes)).rejects.toMatchObject({
      code: 'mapping-decimal-missing',
      params: { columns: 'Chiffre d’affaires annuel' },
    })
    expect(await values('annual_revenue')).toEqual([])
    await imported(bytes, { decimal: ',' })
    expect(await values('annual_revenue')).toEqual([byComma])
    await imported(bytes, { decimal: '.' })
    expect(await values('annual_revenue')).toEqual([byPoint])
  })

  it.each([
    ['1 234,567', '1234.57'],
    ["1'234.567", '1234.57'],
    ['1234,567', '1234.57'],
    ['0,250', '0.25'],
    ['-0.250', '-0.25'],
    ['1,234,567', '1234567.00'],
    ['1.234,5 €', '1234.50'],
  ])('such as %s can be read in one way only, and are', async (cell, value) => {
    await imported(`Code client;Nom;Chiffre d’affaires annuel\nC1;Aprool;${cell}\n`)
    expect(await values('annual_revenue')).toEqual([value])
  })

  it('that no sample showed are asked about from the check on', async () => {
    const late = Array.from({ length: 1200 }, (_, at) => `D${at};N;12`).join('\n')
    const text = `Code client;Nom;Chiffre d’affaires annuel\n${late}\nC1;Aprool;-12,500\n`
    await expect(planText(db.pool, { text })).rejects.toMatchObject({ code: 'mapping-decimal-missing' })
    const { id } = await onlyRow<{ id: number }>(db.pool, sql`select max(id) as id from import_run`)
    const run = await findImport(db.pool, systemActor, id)
    expect(run.columns.map(({ isDecimalUnclear }) => isDecimalUnclear)).toEqual([false, false, true])
    expect(run.columns[2]).toMatchObject({ header: 'Chiffre d’affaires annuel', samples: ['12'] })
    const columns = run.settings.columns.map((one) => (one.column === 2 ? { ...one, decimal: '.' as const } : one))
    await changeImport(db.pool, systemActor, run, { settings: { ...run.settings, columns } })
    expect((await runPlan({ pool: db.pool, actor: systemActor, importId: id })).recap).toMatchObject({ created: 1201 })
  })

  it('whose other mark parts no thousands are none', async () => {
    const bytes = 'Code client;Nom;Chiffre d’affaires annuel\nC1;A;12.5\nC2;B;1.234,5\nC3;C;12.34.5\n'
    const each = await imported(bytes, { isDryRun: true })
    expect(each.problems.map(({ code, value }) => [code, value])).toEqual([['number-invalid', '12.34.5']])
    const said = await imported(bytes, { decimal: ',' })
    expect(said.problems.map(({ code, value }) => [code, value])).toEqual([
      ['number-invalid', '12.5'],
      ['number-invalid', '12.34.5'],
    ])
    expect(await values('annual_revenue')).toEqual(['1234.50'])
  })
})

it('the command line says which columns and what to do, and exits 1', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  try {
    const path = join(directory, 'clients.csv')
    await writeFile(path, unclearDate)
    const refused = await rafale(db, ['import', path])
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/Dernière visite.*--date-order/s)
    expect((await rafale(db, ['import', path, '--date-order', 'dmy'])).code).toBe(0)
    expect(await values('last_visit')).toEqual(['2026-02-03'])
    await writeFile(path, unclearNumber)
    expect((await rafale(db, ['import', path])).err).toMatch(/annuel.*--decimal/s)
    expect((await rafale(db, ['import', path, '--decimal', 'comma'])).code).toBe(0)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})

it('the API refuses to plan until the mapping says it', async () => {
  const server = await testServer()
  const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  try {
    const { id: userId, call } = await createUser(server, { language: 'fr' })
    const path = join(directory, 'clients.csv')
    await writeFile(path, unclearDate)
    const actor = { ...systemActor, userId }
    const created = { entity: 'company', path, fileName: 'clients.csv', withJob: false } as const
    const id = await createImport(server.pool, actor, created)
    await stageImport({ pool: server.pool, actor, importId: id, path })
    const refused = await call(contract.planImport, { params: { id } })
    expect(refused).toMatchObject({ status: 422, problem: { code: 'mapping-date-order-missing' } })
    expect(refused.problem.detail).toContain('Dernière visite')
    const { result: run } = await call(contract.getImport, { params: { id } })
    expect(run.columns[2]).toMatchObject({ isDateOrderUnclear: true, isDecimalUnclear: false })
    const columns = run.settings.columns.map((one) => (one.column === 2 ? { ...one, dateOrder: 'dmy' as const } : one))
    await call(contract.updateImport, { params: { id }, body: { settings: { ...run.settings, columns } } })
    expect((await call(contract.planImport, { params: { id } })).status).toBe(200)
  } finally {
    await rm(directory, { recursive: true, force: true })
    await server.close()
  }
})
