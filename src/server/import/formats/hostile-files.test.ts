/** Files that are broken, oversized or meant to harm: each a refusal that says what to do, or a correct reading. */
import { describe, expect, it } from 'vitest'
import { GatheredRows, gatherSheet, withFile } from '../../../../test/factories/read-rows.ts'
import { inlineRows, odsOf, odsTable, xlsxOf, zipOf, type XlsxParts } from '../../../../test/factories/workbook.ts'
import { CopyRows } from './copy-rows.ts'
import { detectFormat } from './detect-format.ts'
import { findDialect } from './preview-file.ts'
import { withWorkbook } from './workbook/open-workbook.ts'

const said = { entity: 'company', memory: new Map(), said: {} } as const
const open = (bytes: string | Uint8Array) =>
  withFile(bytes, async (path) => findDialect(path, await detectFormat(path), said))
const whole = (bytes: Uint8Array) =>
  withFile(bytes, (path) => withWorkbook(path, 'xlsx', (workbook) => gatherSheet(workbook)))
const xlsxWith = (parts: XlsxParts) => xlsxOf(parts)
const refusal = (code: string, params?: Record<string, unknown>) =>
  expect.objectContaining({ code, ...(params ? { params: expect.objectContaining(params) } : {}) })
const rows = inlineRows([
  ['Code', 'Nom'],
  ['C1', 'Aprool'],
])

describe('archives', () => {
  it('refuses a workbook behind a password', async () => {
    const ole = Buffer.concat([
      Buffer.from('D0CF11E0A1B11AE1', 'hex'),
      Buffer.alloc(2000),
      Buffer.from('EncryptedPackage\0', 'utf16le'),
      Buffer.alloc(2000),
    ])
    await expect(open(ole)).rejects.toEqual(refusal('file-encrypted'))
    const zip = await xlsxWith({ sheets: [{ rows }] })
    for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1'))
      zip[at + 8]! |= 1
    await expect(open(zip)).rejects.toEqual(refusal('file-encrypted'))
  })

  it('refuses one that is cut or scratched anywhere', async () => {
    const zip = await xlsxWith({
      sheets: [{ rows: inlineRows(Array.from({ length: 500 }, (_, at) => [`C${at}`, `Nom ${at * 7919}`])) }],
    })
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      await expect(open(zip.subarray(0, zip.length * share))).rejects.toEqual(refusal('file-damaged'))
    }
    const sheet = zip.indexOf('xl/worksheets/sheet1.xml') + 200
    const scratched = Buffer.from(zip)
    scratched.fill(0x55, sheet, sheet + 40)
    await expect(whole(scratched)).rejects.toEqual(refusal('file-damaged'))
  })

  it('refuses a bomb in bounded time and memory', async () => {
    const part = `<worksheet><sheetData>${' '.repeat(70 * 1024 ** 2)}</sheetData></worksheet>`
    const bomb = await xlsxWith({ sheets: [{ part }] })
    expect(bomb.length).toBeLessThan(1024 ** 2)
    await expect(open(bomb)).rejects.toEqual(refusal('file-unsafe'))
    const ods = await odsOf(' '.repeat(70 * 1024 ** 2))
    await expect(open(ods)).rejects.toEqual(refusal('file-unsafe'))
  })

  it('names archives that are none of ours', async () => {
    await expect(open(await zipOf({ 'word/document.xml': '<x/>', '[Content_Types].xml': '<Types/>' }))).rejects.toEqual(
      refusal('file-not-text', { kind: 'DOCX' }),
    )
    await expect(open(await zipOf({ 'a.txt': 'x' }))).rejects.toEqual(refusal('file-not-text', { kind: 'ZIP' }))
    await expect(open(await odsOf('', { mimetype: 'application/vnd.oasis.opendocument.text' }))).rejects.toEqual(
      refusal('file-not-text', { kind: 'OpenDocument' }),
    )
    const word = Buffer.concat([
      Buffer.from('D0CF11E0A1B11AE1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('WordDocument\0', 'utf16le'),
    ])
    await expect(open(word)).rejects.toEqual(refusal('file-not-text', { kind: 'DOC' }))
    await expect(open('<html><table><tr><td>x</td></tr></table></html>')).rejects.toEqual(
      refusal('file-not-text', { kind: 'HTML' }),
    )
  })

  it('refuses a workbook without rows or without sheets', async () => {
    await expect(open(await xlsxWith({ sheets: [{}] }))).rejects.toEqual(refusal('file-no-sheet'))
    await expect(open(await xlsxWith({ sheets: [] }))).rejects.toEqual(refusal('file-no-sheet'))
    await expect(open(await odsOf(odsTable('')))).rejects.toEqual(refusal('file-no-sheet'))
  })
})

describe('documents', () => {
  it.each([
    ['entities of its own', '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><worksheet/>', 'file-unsafe'],
    [
      'an entity nobody defined',
      `<worksheet><sheetData><row><c t="str"><v>&bomb;</v></c></row></sheetData></worksheet>`,
      'file-unsafe',
    ],
    ['no end', '<worksheet><sheetData><row><c><v>1</v></c>', 'file-damaged'],
    ['an end too many', '<worksheet></worksheet></worksheet>', 'file-damaged'],
    ['a tag without end', `<worksheet><c ${'x'.repeat(3 * 1024 ** 2)}`, 'file-damaged'],
    ['a million open elements', '<a>'.repeat(1_000_000), 'file-damaged'],
    ['nothing', '', 'file-damaged'],
  ])('refuses one with %s', async (_name, part, code) => {
    await expect(whole(await xlsxWith({ sheets: [{ part }] }))).rejects.toEqual(refusal(code))
  })

  it('replaces bytes that are no text, and says so', async () => {
    const part = Buffer.concat([
      Buffer.from('<worksheet><sheetData><row><c t="str"><v>a'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('b</v></c></row></sheetData></worksheet>'),
    ])
    const copy = new CopyRows({ headerRow: 0, columns: [0], width: 1, rowOffset: 0 })
    await withFile(await xlsxWith({ sheets: [{ part }] }), (path) =>
      withWorkbook(path, 'xlsx', (workbook) => workbook.readSheet(0, copy)),
    )
    expect(Buffer.concat(copy.take(true)).toString()).toBe('1\ta\uFFFD\uFFFDb\t\n')
    expect(copy.faults.kept).toEqual([{ row: 1, column: 1, code: 'replacement-character' }])
  })
})

describe('sheets beyond measure', () => {
  it('says how many columns are too many', async () => {
    const wide = inlineRows([
      Array.from({ length: 16_384 }, (_, at) => `Titre ${at}`),
      Array.from({ length: 16_384 }, () => 'x'),
    ])
    await expect(open(await xlsxWith({ sheets: [{ rows: wide }] }))).rejects.toEqual(
      refusal('file-too-many-columns', { count: 16_384 }),
    )
  })

  it('reads on past a note at the far right, and says so', async () => {
    const far =
      '<row r="3"><c r="A3"><v>1</v></c><c r="XFD3"><v>2</v></c></row>' +
      inlineRows(
        Array.from({ length: 30 }, () => ['x', 'y']),
        4,
      )
    const bytes = await xlsxWith({ sheets: [{ rows: rows + far }] })
    expect(await open(bytes)).toEqual({ format: 'xlsx', sheets: [{ name: 'Feuil1', headerRow: 1 }] })
    const copy = new CopyRows({ headerRow: 1, columns: [0, 1], width: 2, rowOffset: 0 })
    await withFile(bytes, (path) => withWorkbook(path, 'xlsx', (workbook) => workbook.readSheet(0, copy)))
    expect(copy.rows).toBe(32)
    expect(copy.faults.totals).toEqual({ 'row-too-long': 1 })
  })

  it('finds the ten filled rows among 1,048,576', async () => {
    const cells = Array.from({ length: 1_048_575 }, (_, at) => {
      const row = at + 2
      return row % 100_000 === 0
        ? inlineRows([[`C${row}`, 'Nom']], row)
        : `<row r="${row}"><c r="A${row}" s="1"/></row>`
    })
    const bytes = await xlsxWith({ sheets: [{ rows: inlineRows([['Code', 'Nom']]) + cells.join('') }] })
    expect(await open(bytes)).toMatchObject({ sheets: [{ headerRow: 1 }] })
    expect((await whole(bytes)).rows).toHaveLength(11)
  })

  it('reads an ODS with a million empty cells, said to be repeated or not', async () => {
    const filled = '<table:table-row><table:table-cell><text:p>Code</text:p></table:table-cell></table:table-row>'
    const empty = `<table:table-row>${'<table:table-cell/>'.repeat(1_000_000)}</table:table-row>`
    const repeated =
      '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="1000000"/></table:table-row>'
    const styled =
      '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:style-name="a" table:number-columns-repeated="16384"/></table:table-row>'
    await withFile(await odsOf(odsTable(filled + empty + repeated + styled)), async (path) => {
      const { rows: found } = await withWorkbook(path, 'ods', (workbook) => gatherSheet(workbook))
      expect(found).toEqual([['Code']])
    })
  })

  it('ends rows that say they repeat for ever', async () => {
    const copy = new CopyRows({ headerRow: 1, columns: [0], width: 1, rowOffset: 0 })
    const repeated =
      '<table:table-row table:number-rows-repeated="999999999999"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>'
    await withFile(await odsOf(odsTable(repeated)), (path) =>
      withWorkbook(path, 'ods', async (workbook) => {
        await workbook.readSheet(0, copy)
      }),
    )
    expect(copy.rows).toBe(1_999_999)
  })

  it('refuses the row of a cell that is too large, and no other', async () => {
    const huge = 'x'.repeat(3 * 1024 ** 2)
    const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => ((at * 2_654_435_761) % 94) + 33))
      .toString('latin1')
      .replace(/[<&>"_\\]/g, 'z')
    const strings = [`<si><t>${noise.repeat(5)}</t></si>`, `<si><t>${noise}</t></si>`]
    const bytes = await xlsxWith({
      strings,
      sheets: [
        {
          rows: `<row r="1"><c t="inlineStr"><is><t>${huge}</t></is></c></row><row r="2"><c t="s"><v>0</v></c></row><row r="3"><c t="s"><v>1</v></c></row><row r="4"><c><v>5</v></c></row>`,
        },
      ],
    })
    const copy = new CopyRows({ headerRow: 0, columns: [0], width: 1, rowOffset: 0 })
    await withFile(bytes, (path) => withWorkbook(path, 'xlsx', (workbook) => workbook.readSheet(0, copy)))
    expect(copy.rows).toBe(4)
    expect(copy.faults.kept).toEqual([1, 2].map((row) => ({ row, column: 1, code: 'cell-too-large' })))
    expect(
      Buffer.concat(copy.take(true))
        .toString()
        .split('\n')
        .map((line) => line.length),
    ).toEqual([3, 3, 300_003, 4, 0])
  })
})

it('keeps texts that do not fit its memory in a file, which is gone afterwards', async () => {
  const { SharedStrings } = await import('./xlsx/shared-strings.ts')
  const strings = new SharedStrings(256 * 1024)
  const text = (at: number) => `${at} ${'é'.repeat(at % 97)}`
  for (let at = 0; at < 30_000; at++) {
    const bytes = Buffer.from(text(at))
    strings.add(bytes, bytes.length)
  }
  const gathered = new GatheredRows()
  for (let step = 0; step < 30_000; step++) {
    const at = (step * 7919) % 30_000
    strings.find(at)
    gathered.startRow(at, false)
    gathered.cell(0, strings.bytes, strings.start, strings.end)
    gathered.endRow()
  }
  const wrong = [...gathered.rows].filter(([at, [found]]) => found !== text(at))
  expect([gathered.rows.size, wrong]).toEqual([30_000, []])
  expect(strings.find(30_000)).toBe(false)
  strings.close()
})
