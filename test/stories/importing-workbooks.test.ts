/** Workbooks are imported as text files are: their format is told by their content, their sheets are chosen or joined. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { seed } from '../../src/server/seed/seed.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { importFile, type FileImport } from '../factories/file-import.ts'
import { inlineRows, xlsxOf, type XlsxParts } from '../factories/workbook.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await seed(db.pool)
})
beforeEach(() => db.pool.query('truncate company, address, contact cascade'))
afterAll(() => db.close())

const importXlsx = async (parts: XlsxParts, more: Partial<FileImport> = {}) =>
  importFile(db.pool, systemActor, { bytes: await xlsxOf(parts), ...more })
const valuesOf = async (query: string) => (await db.pool.query({ text: query, rowMode: 'array' })).rows

it('imports a sheet with its dates and zeros, whatever the file is called', async () => {
  const rows =
    inlineRows([['Code client', 'Nom', 'Dernière visite', 'CA']]) +
    '<row r="2"><c r="A2" s="2"><v>42</v></c><c r="B2" t="inlineStr"><is><t>Aprool</t></is></c><c r="C2" s="1"><v>46054</v></c><c r="D2"><v>1234.5</v></c></row>'
  const { recap } = await importXlsx({ sheets: [{ rows }], formats: ['dd/mm/yyyy', '00000'] })
  expect(recap).toMatchObject({ read: 1, created: 1 })
  expect(await valuesOf('select code, name, last_visit::text, annual_revenue::text from company')).toEqual([
    ['00042', 'Aprool', '2026-02-01', '1234.50'],
  ])
})

it('refuses the row of an error cell that feeds a field, and only that', async () => {
  const row = (at: number, name: string, city: string) =>
    `<row r="${at}"><c r="A${at}" t="inlineStr"><is><t>C${at}</t></is></c>${name}${city}</row>`
  const text = (cell: string, value: string) => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`
  const rows =
    inlineRows([['Code client', 'Nom', 'Machin']]) +
    row(2, '<c r="B2" t="e"><v>#N/A</v></c>', text('C2', 'x')) +
    row(3, text('B3', 'Blou'), '<c r="C3" t="e"><v>#REF!</v></c>') +
    row(4, '<c r="B4"><f>A4</f></c>', text('C4', 'y'))
  const { recap, problems } = await importXlsx({ sheets: [{ rows }] })
  expect(recap).toMatchObject({ read: 3, created: 1, refused: 2 })
  expect(problems.filter(({ severity }) => severity === 'red')).toMatchObject([
    { row: 2, column: 'Nom', code: 'cell-error', value: '#N/A', message: expect.stringContaining('#N/A') },
    { row: 4, column: 'Nom', code: 'formula-not-computed' },
  ])
})

it('reads merged cells as what they show on each of their rows', async () => {
  const rows = inlineRows([
    ['Code client', 'Nom', 'Nom du contact', 'E-mail du contact'],
    ['C1', 'Aprool', 'Jeanne DURAND', 'j@exemple.fr'],
    [undefined, undefined, 'Paul MARTIN', 'p@exemple.fr'],
  ])
  const after = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B1048576"/></mergeCells>'
  const { recap } = await importXlsx({ sheets: [{ rows, after }] })
  expect(recap).toMatchObject({ read: 2, refused: 0, records: { company: { create: 1 }, contact: { create: 2 } } })
})

describe('sheets of companies, addresses and contacts', () => {
  const sheets = [
    {
      name: 'Sociétés',
      rows: inlineRows([
        ['Code client', 'Nom', 'Statut'],
        ['C1', 'Aprool', 'client'],
        ['C2', 'Blou', 'client'],
      ]),
    },
    {
      name: 'Adresses',
      rows: inlineRows([
        ['Code', 'Adresse', 'Code postal', 'Ville'],
        ['C1', '1 rue A', '44000', 'Nantes'],
        ['C1', '2 rue B', '75001', 'Paris'],
        ['C2', '3 rue C', '69001', 'Lyon'],
      ]),
    },
    {
      name: 'Contacts',
      rows: inlineRows([
        ['Code client', 'Prénom', 'Nom', 'E-mail'],
        ['C2', 'Inès', 'LEROY', 'ines@exemple.fr'],
        ['C9', 'Sans', 'SOCIETE', 's@exemple.fr'],
      ]),
    },
  ]

  it('are one import, found to be so', async () => {
    const { recap, problems } = await importXlsx({ sheets })
    expect(recap).toMatchObject({
      read: 7,
      refused: 1,
      records: { company: { create: 2 }, address: { create: 3 }, contact: { create: 1 } },
    })
    const red = problems.filter(({ severity }) => severity === 'red')
    expect(red).toMatchObject([{ sheet: 'Contacts', line: 3 }])
    expect(
      await valuesOf(
        'select c.code, count(a) from company c join address a on a.company_id = c.id group by 1 order by 1',
      ),
    ).toEqual([
      ['C1', 2],
      ['C2', 1],
    ])
    expect(
      await valuesOf('select o.code, k.first_name, k.last_name from contact k join company o on o.id = k.company_id'),
    ).toEqual([['C2', 'Inès', 'LEROY']])
  })

  it('never erase what another sheet has no column for', async () => {
    await expect(importXlsx({ sheets }, { emptyCells: 'erase' })).rejects.toMatchObject({
      code: 'mapping-erase-joined',
    })
  })

  it('are read alone when that is said', async () => {
    const { recap } = await importXlsx({ sheets }, { dialect: { sheets: ['Sociétés'] } })
    expect(recap).toMatchObject({ read: 2, created: 2 })
    await expect(importXlsx({ sheets }, { dialect: { sheets: ['Clients'] } })).rejects.toMatchObject({
      code: 'file-sheet-unknown',
    })
  })

  it('are not joined when they are two of the same list', async () => {
    const twice = [2024, 2025].map((year) => ({ ...sheets[0]!, name: `Clients ${year}` }))
    expect((await importXlsx({ sheets: twice })).recap).toMatchObject({ read: 2 })
  })
})

it('says that rows are hidden, and reads them', async () => {
  const rows =
    inlineRows([
      ['Code client', 'Nom'],
      ['C1', 'Aprool'],
    ]) + inlineRows([['C2', 'Blou']], 3).replace('<row r="3"', '<row r="3" hidden="1"')
  const { recap, notes } = await importXlsx({ sheets: [{ rows }] })
  expect(recap).toMatchObject({ read: 2, created: 2 })
  expect(notes).toMatchObject([{ code: 'rows-hidden', message: expect.stringMatching(/1\.$/) }])
})

describe('cards', () => {
  const card = (name: string, more = '') =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nN:${name};Jean;;M.;\r\nORG:Aprool\r\nADR;TYPE=WORK:;;1 rue du Port;Nantes;;44000;France\r\nTEL;TYPE=CELL:+33 6 39 98 00 02\r\n${more}END:VCARD\r\n`

  it('are contacts of their companies, in an import of companies or of contacts', async () => {
    const bytes =
      card('DURAND', 'EMAIL:jean.durand@exemple.fr\r\nBDAY:19800412\r\n') + card('MARTIN', 'EMAIL:m@exemple.fr\r\n')
    for (const entity of ['company', 'contact'] as const) {
      const { recap, problems } = await importFile(db.pool, systemActor, { bytes, entity })
      expect(problems.filter(({ severity }) => severity === 'red')).toEqual([])
      expect(recap).toMatchObject({ read: 2, refused: 0 })
      expect(
        await valuesOf(
          'select o.name, k.last_name, k.first_name, k.phone_mobile, k.birth_date::text from contact k join company o on o.id = k.company_id order by 2',
        ),
      ).toEqual([
        ['Aprool', 'DURAND', 'Jean', '+33 6 39 98 00 02', '1980-04-12'],
        ['Aprool', 'MARTIN', 'Jean', '+33 6 39 98 00 02', null],
      ])
    }
  })

  it('that lost their end are imported and pointed out', async () => {
    const { recap, problems } = await importFile(db.pool, systemActor, {
      bytes: card('DURAND').replace('END:VCARD\r\n', ''),
    })
    expect(recap).toMatchObject({ read: 1, refused: 0 })
    expect(problems).toContainEqual(expect.objectContaining({ row: 1, severity: 'yellow', code: 'card-cut' }))
  })
})

it('tells how a workbook was read, by the API as well', async () => {
  const { findDialect, previewFile } = await import('../../src/server/import/formats/preview-file.ts')
  const { withFile } = await import('../factories/read-rows.ts')
  const bytes = await xlsxOf({
    sheets: [
      { name: 'Notes', rows: '' },
      {
        name: 'Liste',
        rows: inlineRows([['Clients au 21/11/2026'], [], ['Code client', 'Nom', 'Ville'], ['C1', 'Aprool', 'Nantes']]),
      },
      {
        name: 'Archive',
        attributes: 'state="hidden"',
        rows: inlineRows([
          ['Code', 'Nom'],
          ['A', 'B'],
        ]),
      },
    ],
  })
  await withFile(bytes, async (path) => {
    const dialect = await findDialect(path, 'xlsx', { entity: 'company', memory: new Map(), said: {} })
    expect(dialect).toEqual({ format: 'xlsx', sheets: [{ name: 'Liste', headerRow: 3 }] })
    const preview = await previewFile(path, { dialect, rows: 8, language: 'fr' })
    expect(preview).toMatchObject({
      headers: ['Code client', 'Nom', 'Ville'],
      rows: [['C1', 'Aprool', 'Nantes']],
      rowNumbers: [4],
    })
    expect(preview.notes.map(({ code }) => code)).toEqual(['sheets-hidden', 'preamble-skipped'])
    const hidden = await previewFile(path, { dialect, sheet: 'Archive', rows: 8, language: 'fr' })
    expect(hidden).toMatchObject({ rows: [['A', 'B']], notes: [{ code: 'sheet-is-hidden' }] })
  })
})
