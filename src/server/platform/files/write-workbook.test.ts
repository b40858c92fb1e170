/** Workbooks of ours, read back by a library that is not. */
import { buffer } from 'node:stream/consumers'
import * as xlsx from '@e965/xlsx'
import { expect, test } from 'vitest'
import { maxSheetRows, type Sheet, type SheetRow, type Workbook } from './sheet.ts'
import { writeOds } from './write-ods.ts'
import { columnName, writeXlsx } from './write-xlsx.ts'

const columns: Sheet['columns'] = [
  { header: 'Code <client> & "nom"', kind: 'text', width: 30 },
  { header: 'Effectif', kind: 'number' },
  { header: 'Dernière visite', kind: 'date' },
]
const rows: SheetRow[] = [
  ['00123', '12.50', '2026-03-01'],
  ['=A1', '-5', '1900-03-01'],
  ['+33 1 20 35 99 65', null, null],
  ['deux\nlignes', '0', '9999-12-31'],
  ['  a  b ', null, null],
  ['œuf 🥚 <b>&amp;</b>', '123456789012345', null],
]
const workbook = (sheets: Sheet[]): Workbook => ({ title: 'Essai', author: 'Rafale', createdAt: new Date(0), sheets })
const sheet = (given: readonly SheetRow[] = rows): Sheet => ({ name: 'Sociétés', columns, rows: [given] })

const writers = { xlsx: writeXlsx, ods: writeOds }
type Format = keyof typeof writers
const read = async (format: Format, book: Workbook) =>
  xlsx.read(await buffer(writers[format](book)), { cellDates: true, UTC: true })
const formats = Object.keys(writers) as Format[]

test.each(formats)('%s: another reader finds every cell as it was', async (format) => {
  const book = await read(format, workbook([sheet()]))
  expect(book.SheetNames).toEqual(['Sociétés'])
  const cells = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets['Sociétés']!, { header: 1, raw: true, defval: null })
  expect(cells[0]).toEqual(columns.map(({ header }) => header))
  const texts = cells.slice(1).map((row) => row[0])
  expect(texts).toEqual(rows.map((row) => row[0]))
  expect(cells.slice(1).map((row) => row[1])).toEqual([12.5, -5, null, 0, null, 123_456_789_012_345])
  const days = cells.slice(1).map((row) => (row[2] as Date | null)?.toISOString().slice(0, 10) ?? null)
  expect(days).toEqual(rows.map((row) => row[2]))
})

test.each(formats)('%s: numbers and days that a spreadsheet would change stay texts', async (format) => {
  const given: SheetRow[] = [['x', '1234567890123456.12', '1582-01-01']]
  const book = await read(format, workbook([sheet(given)]))
  const [, row] = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets['Sociétés']!, { header: 1, raw: true })
  expect(row).toEqual(['x', '1234567890123456.12', '1582-01-01'])
})

test('XLSX: characters that XML cannot hold, and what looks like their escape, come back', async () => {
  const given: SheetRow[] = [
    ['a\u0001b', null, null],
    ['_x0041_', null, null],
  ]
  const book = await read('xlsx', workbook([sheet(given)]))
  const cells = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets['Sociétés']!, { header: 1 })
  expect(cells.slice(1).map((row) => row[0])).toEqual(['a\u0001b', '_x0041_'])
})

test.each(formats)('%s: several sheets, and an empty one', async (format) => {
  const book = await read(
    format,
    workbook([
      { ...sheet(), name: 'A/B: [1]' },
      { name: 'Aide', columns, rows: [] },
    ]),
  )
  expect(book.SheetNames).toHaveLength(2)
  expect(xlsx.utils.sheet_to_json(book.Sheets['Aide']!, { header: 1 })).toHaveLength(1)
})

test.each(formats)('%s: a stream that breaks breaks the file', async (format) => {
  async function* broken() {
    yield rows
    throw new Error('the base went away')
  }
  const stream = writers[format](workbook([{ name: 'x', columns, rows: broken() }]))
  await expect(buffer(stream)).rejects.toThrow('the base went away')
})

test('columns are named as spreadsheets do', () => {
  expect([0, 25, 26, 51, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA', 'XFD'])
  expect(maxSheetRows).toBe(2 ** 20)
})
