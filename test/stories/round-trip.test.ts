/** A file that Rafale exported is imported again (IM-8): untouched it changes nothing, an edited cell changes that cell. */
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ExportRequest } from '../../src/shared/contract/export.contract.ts'
import type { AddressEdit, Values } from '../../src/shared/contract/record.contract.ts'
import { loadDemo } from '../../src/server/demo/load-demo.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { csvRow } from '../../src/server/platform/files/write-csv.ts'
import { deleteRecord } from '../../src/server/records/edit/delete-records.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { seed } from '../../src/server/seed/seed.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { exportFile } from '../factories/exported-file.ts'
import { importFile, type FileImport } from '../factories/file-import.ts'
import { lastChange as readLastChange } from '../factories/last-change.ts'
import { nastyBase as makeNastyBase } from '../factories/nasty-base.ts'
import { tableHash } from '../table-hash.ts'

const actor: Actor = { ...systemActor, language: 'fr' }
let db: TestDatabase
async function fresh() {
  db = await testDatabase()
  await seed(db.pool)
}
const freshEach = () => {
  beforeEach(fresh)
  afterEach(() => db.close())
}

const request = (given: Partial<ExportRequest> = {}): ExportRequest => ({ entity: 'company', format: 'csv', ...given })
const out = (given: Partial<ExportRequest> = {}) => exportFile(db.pool, actor, request(given))
const back = (bytes: Uint8Array | string, given: Partial<FileImport> = {}) =>
  importFile(db.pool, actor, { bytes, ...given })

/** The rows of an exported CSV, its header first, and their way back. */
const rowsOf = (bytes: Uint8Array): string[][] => parse(Buffer.from(bytes), { bom: true, delimiter: ';' })
const textOf = (rows: readonly string[][]): string => rows.map((row) => csvRow(row)).join('')
/** The column of a header; the first one carries its stamp. */
const columnOf = ([header = []]: readonly string[][], name: string): number =>
  header.findIndex((title) => title === name || title.startsWith(`${name} (export `))
function edited(bytes: Uint8Array, row: number, name: string, value: string): string {
  const rows = rowsOf(bytes)
  const column = columnOf(rows, name)
  expect(column, name).toBeGreaterThanOrEqual(0)
  rows[row]![column] = value
  return textOf(rows)
}

/** A company changed by somebody else meanwhile. */
async function change(id: number, values: Values, addresses: AddressEdit[] = []) {
  const { rows } = await db.pool.query<{ version: number }>('select version from company where id = $1', [id])
  await saveRecord(db.pool, actor, { entity: 'company', id, version: rows[0]!.version, values, addresses })
}

const lastChange = () => readLastChange(db.pool)
const nastyBase = () => makeNastyBase(db.pool, actor)

describe('untouched, it changes nothing', () => {
  freshEach()

  const requests: Partial<ExportRequest>[] = [
    {},
    { entity: 'contact' },
    { addresses: 'none', contacts: 'none' },
    { columns: ['company.name', 'address.city', 'contact.lastName'] },
    { entity: 'contact', columns: ['contact.lastName', 'contact.phoneMobile'] },
    { format: 'xlsx' },
    { format: 'ods' },
    { entity: 'contact', format: 'xlsx' },
    { entity: 'contact', format: 'ods' },
    { entity: 'contact', format: 'vcf' },
    { entity: 'contact', format: 'vcf', vcardVersion: '4.0' },
  ]
  test.each(requests)('%j', async (given) => {
    await loadDemo(db.pool, actor, { companies: 60 })
    await nastyBase()
    const before = await tableHash(db.pool)
    const { recap, problems, changeSet } = await back(await out(given), { entity: given.entity ?? 'company' })
    expect(problems.filter(({ severity }) => severity === 'red')).toEqual([])
    expect(recap).toMatchObject({
      refused: 0,
      skipped: 0,
      created: 0,
      updated: 0,
      unchanged: recap.read,
      matched: recap.read,
    })
    expect(recap.fields).toEqual({})
    expect(changeSet).toBeNull()
    expect(await tableHash(db.pool)).toBe(before)
  })

  test('nor does one in English, or with its columns and rows in another order', async () => {
    await nastyBase()
    const before = await tableHash(db.pool)
    const english = await exportFile(db.pool, { ...actor, language: 'en' }, request())
    expect((await back(english)).recap).toMatchObject({
      updated: 0,
      refused: 0,
      unchanged: expect.any(Number) as number,
    })
    const [header, ...rows] = rowsOf(await out())
    const turned = [header!, ...rows.toReversed()].map((row) => row.toReversed())
    const { recap } = await back(textOf(turned))
    expect(recap).toMatchObject({ updated: 0, created: 0, refused: 0 })
    expect(await tableHash(db.pool)).toBe(before)
  })

  test('archived values stay where they are, and come nowhere else', async () => {
    const { company } = await nastyBase()
    const { rows } = await db.pool.query<{ id: number; label: string }>(
      "select id, label_fr as label from list_value where list = 'industry' order by id limit 1",
    )
    await change(company.id, { industry: rows[0]!.id })
    await db.pool.query('update list_value set is_archived = true where id = $1', [rows[0]!.id])
    const file = await out()
    expect((await back(file)).recap).toMatchObject({ updated: 0, refused: 0 })
    const at = rowsOf(file).findIndex((row) => row.includes('Filiale'))
    const { problems } = await back(edited(file, at, 'Secteur d’activité', rows[0]!.label))
    expect(problems).toMatchObject([{ severity: 'red', code: 'list-value-unknown', row: at + 1 }])
  })
})

describe('one cell edited changes exactly that cell', () => {
  let base: Awaited<ReturnType<typeof nastyBase>>
  // One base for all: each case edits another cell of it.
  beforeAll(async () => {
    await fresh()
    base = await nastyBase()
  })
  afterAll(() => db.close())

  const cases: [header: string, row: number, value: string, change: [string, string, unknown, unknown]][] = [
    ['Société', 1, 'Aprool', ['company', 'name', '=A1+B1', 'Aprool']],
    ['Code client', 1, '0124', ['company', 'code', '00123', '0124']],
    ['Code client', 2, '0125', ['company', 'code', '0124', '0125']],
    ['ID externe', 1, 'X-1', ['company', 'externalId', null, 'X-1']],
    ['Téléphone principal', 1, '', ['company', 'phoneMain', '+33 1 20 35 99 65', null]],
    ['Chiffre d’affaires annuel', 1, '-1234,51', ['company', 'annualRevenue', '-1234.50', '-1234.51']],
    ['Dernière visite', 1, '2026-03-02', ['company', 'lastVisit', '2026-03-01', '2026-03-02']],
    ['Nom de l’adresse', 1, 'Usine', ['address', 'name', 'Siège', 'Usine']],
    ['Pays', 2, 'LU', ['address', 'country', 'FR', 'LU']],
    [
      'Contact : E-mail 1',
      1,
      'l.brin@aprool.example',
      ['contact', 'email1', 'louis@aprool.example', 'l.brin@aprool.example'],
    ],
    ['Contact : Prénom', 2, 'Louise', ['contact', 'firstName', 'Louis', 'Louise']],
    ['Contact : Mobile', 3, '', ['contact', 'phoneMobile', '+33 6 39 98 00 02', null]],
  ]
  test.each(cases)('%s, row %i: "%s"', async (header, row, value, [entity, field, before, after]) => {
    const { recap, problems } = await back(edited(await out({ sort: 'id' }), row, header, value))
    expect(problems).toEqual([])
    expect(recap.fields).toEqual({ [`${entity}.${field}`]: 1 })
    const change = await lastChange()
    expect(change.map(([of, , key, from, to]) => [of, key, from, to])).toEqual([
      [entity, field, before === '-1234.50' ? -1234.5 : before, after === '-1234.51' ? -1234.51 : after],
    ])
  })

  test('the default address and contact', async () => {
    const { company, contacts } = base
    await back(edited(await out({ sort: 'id' }), 2, 'Adresse par défaut', 'Oui'))
    expect((await lastChange()).map(([entity, id, key]) => [entity, id, key])).toEqual([
      ['company', company.id, 'defaultAddress'],
    ])
    await back(edited(await out({ sort: 'id' }), 2, 'Contact par défaut', 'Oui'))
    expect(await lastChange()).toMatchObject([
      ['company', company.id, 'defaultContact', contacts[0]!.id, expect.any(Number)],
    ])
  })

  test('a contact, its company and its address', async () => {
    const { child, contacts } = base
    const file = await out({ entity: 'contact', sort: 'id' })
    await back(edited(file, 3, 'Prénom', 'Lou'), { entity: 'contact' })
    expect(await lastChange()).toEqual([['contact', contacts[1]!.id, 'firstName', 'Louise', 'Lou']])
    const { rows } = await db.pool.query<{ code: string }>('select code from company where id = $1', [child.id])
    await back(edited(await out({ entity: 'contact', sort: 'id' }), 1, 'Code client', rows[0]!.code), {
      entity: 'contact',
    })
    // It was the default contact of the one, and is the first of the other: both defaults follow.
    expect((await lastChange()).filter(([of]) => of === 'contact')).toMatchObject([
      ['contact', contacts[0]!.id, 'company', expect.any(Number), child.id],
    ])
    await back(edited(await out({ entity: 'contact', sort: 'id' }), 2, 'Localité', 'Brest'), { entity: 'contact' })
    expect(await lastChange()).toMatchObject([['address', expect.any(Number), 'city', 'Nantes', 'Brest']])
  })

  test('a row without ids is new; an id that is none is red', async () => {
    const file = await out({ sort: 'id' })
    const rows = rowsOf(file)
    const added = rows[0]!.map(() => '')
    added[columnOf(rows, 'Société')] = 'Nouvelle'
    added[columnOf(rows, 'Contact : Nom')] = 'NEUF'
    expect((await back(textOf([...rows, added]))).recap).toMatchObject({
      created: 1,
      updated: 0,
      records: { company: { create: 1 }, contact: { create: 1 } },
    })
    const { recap, problems } = await back(edited(file, 2, 'ID Rafale de l’adresse', 'ailleurs-12'))
    expect(recap).toMatchObject({ refused: 1, updated: 0 })
    expect(problems).toMatchObject([{ row: 3, code: 'child-id-unknown', column: 'ID Rafale de l’adresse' }])
  })
})

describe('what the base changed since the export', () => {
  freshEach()

  test('stays where the file was not touched, and is pointed out with both values', async () => {
    const { company } = await nastyBase()
    const file = await out({ sort: 'id' })
    await change(company.id, { phoneMain: '01 99 00 00 01', isReference: true })
    const before = await tableHash(db.pool)
    const { recap, problems } = await back(file)
    expect(recap).toMatchObject({ updated: 0, refused: 0, toCheck: 1 })
    expect(problems.map(({ code, column, message }) => [code, column, /: (.*?)\. /.exec(message)?.[1]])).toEqual([
      ['changed-since-export', 'Référence commerciale', 'non → oui'],
      ['changed-since-export', 'Téléphone principal', '+33 1 20 35 99 65 → 01 99 00 00 01'],
    ])
    expect(await tableHash(db.pool)).toBe(before)
  })

  test('where both changed, the base’s stays unless the file is to win; other cells of the row are written', async () => {
    const { company } = await nastyBase()
    let rows = rowsOf(await out({ sort: 'id' }))
    rows[1]![columnOf(rows, 'Téléphone principal')] = '01 99 00 00 02'
    rows[1]![columnOf(rows, 'Alias')] = 'Apr'
    await change(company.id, { phoneMain: '01 99 00 00 01' })
    const kept = await back(textOf(rows))
    expect(kept.problems.map(({ code, value }) => [code, value])).toEqual([['changed-in-both-kept', '01 99 00 00 02']])
    expect(await lastChange()).toEqual([['company', company.id, 'alias', "'=A1", 'Apr']])
    const won = await back(textOf(rows), { conflicts: 'overwrite' })
    expect(won.problems.map(({ code }) => code)).toEqual(['changed-in-both-overwritten'])
    expect(await lastChange()).toEqual([['company', company.id, 'phoneMain', '01 99 00 00 01', '01 99 00 00 02']])
    // The same in both is no conflict.
    rows = rowsOf(await out({ sort: 'id' }))
    rows[1]![columnOf(rows, 'Alias')] = 'Aprool'
    await change(company.id, { alias: 'Aprool' })
    expect(await back(textOf(rows))).toMatchObject({ problems: [], changeSet: null })
  })

  test('the default address, addresses and contacts likewise', async () => {
    const { company, contacts } = await nastyBase()
    const file = await out({ sort: 'id' })
    const { rows } = await db.pool.query<{ id: number; version: number }>(
      'select id, version from address where company_id = $1 order by id',
      [company.id],
    )
    await change(company.id, {}, [
      { id: rows[1]!.id, version: rows[1]!.version, values: { city: 'Lyon' }, isDefault: true },
    ])
    await saveRecord(db.pool, actor, {
      entity: 'contact',
      id: contacts[1]!.id,
      version: contacts[1]!.version,
      values: { lastName: 'BRUN' },
    })
    const before = await tableHash(db.pool)
    const { problems, recap } = await back(file)
    expect(recap).toMatchObject({ updated: 0, created: 0, refused: 0 })
    expect(problems.map(({ column, code }) => [column, code])).toEqual([
      ['Localité', 'changed-since-export'],
      ['Contact : Nom', 'changed-since-export'],
    ])
    expect(await tableHash(db.pool)).toBe(before)
  })

  test('a company deleted since is told, never made again', async () => {
    const { child } = await nastyBase()
    const file = await out({ sort: 'id' })
    await deleteRecord(db.pool, actor, { entity: 'company', id: child.id, version: child.version })
    expect(await back(file)).toMatchObject({
      recap: { created: 0, updated: 0, refused: 1 },
      problems: [{ code: 'rafale-id-unknown', severity: 'red' }],
    })
  })
})

describe('another installation', () => {
  freshEach()

  test('its export is an ordinary file', async () => {
    await nastyBase()
    const file = await out()
    await db.pool.query(`update setting set value = '"elsewhere"' where key = 'instance'`)
    const { recap, problems } = await back(file)
    expect(recap.updated + recap.created).toBe(0)
    expect(new Set(problems.map(({ code }) => code))).toContain('rafale-id-unknown')
  })
})
