import { describe, expect, it, test } from 'vitest'
import { gatherSheet, withFile } from '../../../../../test/factories/read-rows.ts'
import { inlineRows, main, xlsxOf, zipOf, type XlsxParts } from '../../../../../test/factories/workbook.ts'
import { withWorkbook } from '../workbook/open-workbook.ts'

const read = (parts: XlsxParts, place = 0) => readBytes(xlsxOf(parts), place)
const readBytes = async (bytes: Promise<Uint8Array>, place = 0) =>
  withFile(await bytes, (path) => withWorkbook(path, 'xlsx', (workbook) => gatherSheet(workbook, place)))
const rowsOf = async (parts: XlsxParts) => (await read(parts)).rows
/** The cells of one row given as XML. */
const cellsOf = async (cells: string, more: XlsxParts = {}) =>
  (await rowsOf({ ...more, sheets: [{ rows: `<row r="1">${cells}</row>` }] }))[0] ?? []

describe('cells', () => {
  it('reads shared, inline and formula texts, numbers, booleans and dates of ISO form', async () => {
    const cells = await cellsOf(
      '<c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>en place</t></is></c><c r="C1" t="str"><f>A1&amp;B1</f><v>calculé</v></c>' +
        '<c r="D1"><v>12.5</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="b"><v>0</v></c><c r="G1" t="d"><v>2026-02-01T00:00:00</v></c>' +
        '<c r="H1" t="n"><f>1+1</f><v>2</v></c>',
      { strings: ['<si><t>zéro</t></si>', '<si><t>un</t></si>'] },
    )
    expect(cells).toEqual(['un', 'en place', 'calculé', '12.5', 'true', 'false', '2026-02-01', '2'])
  })

  it('takes an empty value of a shared text for empty, not for text 0', async () => {
    expect(
      await cellsOf('<c r="A1" t="s"><v/></c><c r="B1" t="s"><v></v></c><c r="C1"><v>3</v></c>', {
        strings: ['<si><t>zéro</t></si>'],
      }),
    ).toEqual(['', '', '3'])
  })

  it('joins the runs of a text and leaves phonetic ones out', async () => {
    const item =
      '<si><r><rPr><b/></rPr><t>Du</t></r><r><t xml:space="preserve">pont </t></r><r><t>SA</t></r><rPh sb="0" eb="2"><t>デュポン</t></rPh><phoneticPr fontId="1"/></si>'
    expect(await cellsOf('<c r="A1" t="s"><v>0</v></c>', { strings: [item] })).toEqual(['Dupont SA'])
    expect(
      await cellsOf(
        '<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>z</t></rPh></is></c>',
      ),
    ).toEqual(['ab'])
  })

  it('decodes escapes, entities, character references and CDATA', async () => {
    expect(
      await cellsOf(
        '<c r="A1" t="inlineStr"><is><t>ligne 1_x000D_\n2</t></is></c><c r="B1" t="inlineStr"><is><t>A&amp;B &lt;C&gt; &#233;&#xe9; &quot;</t></is></c>' +
          '<c r="C1" t="inlineStr"><is><t><![CDATA[<b>&amp;]]></t></is></c><c r="D1" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>',
      ),
    ).toEqual(['ligne 1\r\n2', 'A&B <C> éé "', '<b>&amp;', '_x0041_'])
  })

  it('keeps spaces and line ends inside a text', async () => {
    expect(await cellsOf('<c r="A1" t="inlineStr"><is><t xml:space="preserve">  a\n\tb  </t></is></c>')).toEqual([
      '  a\n\tb  ',
    ])
  })

  it('tells errors, formulas without result and texts that are missing', async () => {
    const { faults, rows } = await read({
      strings: ['<si><t>x</t></si>'],
      sheets: [
        {
          rows: '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3"><f>SUM(A1)</f><v></v></c><c r="C3" t="str"><f>""</f><v></v></c><c r="D3" t="s"><v>9</v></c></row>',
        },
      ],
    })
    expect(faults).toEqual(['3:0 cell-error', '3:1 formula-not-computed', '3:3 cell-damaged'])
    expect(rows[0]?.[0]).toBe('#N/A')
  })
})

describe('numbers and dates', () => {
  const one = (value: string, format: string, workbookPr = '') =>
    cellsOf(`<c r="A1" s="1"><v>${value}</v></c>`, { formats: [format], workbookPr }).then(([text]) => text)

  it.each([
    ['46054', 'dd/mm/yyyy', '2026-02-01'],
    ['46054.55839', 'dd/mm/yyyy hh:mm', '2026-02-01 13:24:05'],
    ['46054.99999999', 'yyyy-mm-dd hh:mm', '2026-02-02'],
    ['46054', '[$-40C]d mmmm yyyy;@', '2026-02-01'],
    ['46054', '[Red]dd/mm/yy', '2026-02-01'],
    ['46054', '"le "dddd d mmmm', '2026-02-01'],
    ['0.558333333', 'h:mm', '13:24'],
    ['0.558333333', 'h:mm AM/PM', '13:24'],
    ['1.5', '[h]:mm', '36:00'],
    ['1', 'dd/mm/yyyy', '1900-01-01'],
    ['59', 'dd/mm/yyyy', '1900-02-28'],
    ['60', 'dd/mm/yyyy', '1900-02-29'],
    ['61', 'dd/mm/yyyy', '1900-03-01'],
    ['2958465', 'dd/mm/yyyy', '9999-12-31'],
    ['2958466', 'dd/mm/yyyy', '2958466'],
    ['-1', 'dd/mm/yyyy', '-1'],
    ['12', '#,##0 "jours"', '12'],
    ['12.5', '0.00" h"', '12.5'],
    ['0.25', '0%', '0.25'],
    ['1234.5', '#,##0.00 [$€-40C]', '1234.5'],
    ['1000', '00000', '01000'],
    ['120359965', '0#" "##" "##" "##" "##', '01 20 35 99 65'],
    ['120359965', '0#\\ ##\\ ##\\ ##\\ ##', '01 20 35 99 65'],
    ['73282932000074', '### ### ### 00000', '732 829 320 00074'],
    ['1234567', '#\\ ##0', '1234567'],
    ['7.3282932000074E13', 'General', '73282932000074'],
    ['12345678901234567', '0', '12345678901234567'],
    ['1234.5600000000001', 'General', '1234.56'],
    ['0.1', 'General', '0.1'],
    ['1E-7', 'General', '0.0000001'],
    ['1.5E+20', '0.00E+00', '150000000000000000000'],
    ['007', 'General', '7'],
  ])('%s as %s is %s', async (value, format, text) => {
    expect(await one(value, format)).toBe(text)
  })

  it('counts days from 1904 where the workbook says so', async () => {
    expect(await one('44592', 'dd/mm/yyyy', '<workbookPr date1904="1"/>')).toBe('2026-02-01')
    expect(await one('0', 'dd/mm/yyyy', '<workbookPr date1904="true"/>')).toBe('1904-01-01')
  })

  it('knows the formats that files name by number alone', async () => {
    const styles = `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="46"/><xf numFmtId="2"/></cellXfs></styleSheet>`
    const cells = await cellsOf(
      '<c r="A1" s="0"><v>46054</v></c><c r="B1" s="1"><v>46054.5</v></c><c r="C1" s="2"><v>0.5</v></c><c r="D1" s="3"><v>2</v></c><c r="E1" s="4"><v>46054</v></c>',
      { parts: { 'xl/styles.xml': styles } },
    )
    expect(cells).toEqual(['2026-02-01', '2026-02-01 12:00', '12:00', '48:00', '46054'])
  })
})

describe('rows and sheets', () => {
  it('numbers rows and cells that do not say where they are', async () => {
    const { byNumber } = await read({
      sheets: [
        {
          rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>',
        },
      ],
    })
    expect([...byNumber]).toEqual([
      [1, ['1', '2']],
      [5, ['', '', '3', '4']],
      [6, ['5']],
    ])
  })

  it('gives each row a number of its own whatever the file says', async () => {
    const { byNumber } = await read({
      sheets: [
        {
          rows: '<row r="7"><c><v>1</v></c></row><row r="7"><c><v>2</v></c></row><row r="3"><c><v>3</v></c></row><row r="99999999999"><c><v>4</v></c></row>',
        },
      ],
    })
    expect([...byNumber.keys()]).toEqual([7, 8, 9, 10])
  })

  it('passes over empty rows without expanding them', async () => {
    const { byNumber } = await read({
      sheets: [
        {
          before: '<dimension ref="A1:XFD1048576"/>',
          rows: `${inlineRows([['Code']])}<row r="1048576" hidden="1"><c r="XFD1048576"><v>1</v></c></row>`,
        },
      ],
    })
    expect([...byNumber.keys()]).toEqual([1, 1_048_576])
    expect(byNumber.get(1_048_576)).toHaveLength(16_384)
  })

  it('believes the rows, not the dimension', async () => {
    expect(
      await rowsOf({
        sheets: [
          {
            before: '<dimension ref="A1"/>',
            rows: inlineRows([
              ['a', 'b'],
              ['c', 'd'],
            ]),
          },
        ],
      }),
    ).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  it('tells hidden rows and hidden sheets, and leaves charts and macros out', async () => {
    const bytes = await xlsxOf({
      sheets: [
        { name: 'Vue', rows: '<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row>' },
        { name: 'Cachée', attributes: 'state="hidden"' },
        { name: 'Très cachée', attributes: 'state="veryHidden"' },
        { name: 'Graphique' },
      ],
      workbookViews: '<bookViews><workbookView activeTab="0"/></bookViews>',
      parts: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships>' +
          [1, 2, 3]
            .map((id) => `<Relationship Id="rId${id}" Type="x/worksheet" Target="worksheets/sheet${id}.xml"/>`)
            .join('') +
          '<Relationship Id="rId4" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
      },
    })
    await withFile(bytes, (path) =>
      withWorkbook(path, 'xlsx', async (workbook) => {
        expect(workbook.sheets.map(({ name, isHidden }) => `${name}${isHidden ? ' (cachée)' : ''}`)).toEqual([
          'Vue',
          'Cachée (cachée)',
          'Très cachée (cachée)',
        ])
        expect((await gatherSheet(workbook)).hidden).toEqual([2])
      }),
    )
  })

  it('tells merged cells', async () => {
    const { merges } = await read({
      sheets: [
        {
          rows: inlineRows([['a']]),
          after: '<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="B1:D1"/></mergeCells>',
        },
      ],
    })
    expect(merges).toEqual([
      { row: 2, rows: 3, column: 0, columns: 1 },
      { row: 1, rows: 1, column: 1, columns: 3 },
    ])
  })
})

describe('archives as programs write them', () => {
  const sheet = `<worksheet><sheetData>${inlineRows([['a', 'é']])}</sheetData></worksheet>`
  const workbook = (target = 'rId1') =>
    `<workbook><sheets><sheet name="S" sheetId="1" r:id="${target}"/></sheets></workbook>`

  test.each<[string, Record<string, string>]>([
    [
      'without relations, styles or content types',
      { 'xl/workbook.xml': workbook(), 'xl/worksheets/sheet1.xml': sheet },
    ],
    [
      'with absolute and backslashed targets',
      {
        '_rels/.rels':
          '<Relationships><Relationship Id="r" Type="a/officeDocument" Target="/xl\\workbook.xml"/></Relationships>',
        'xl/workbook.xml': workbook(),
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="a/worksheet" Target="\\xl\\worksheets\\feuille.xml"/></Relationships>',
        'xl/worksheets/feuille.xml': sheet,
      },
    ],
    [
      'in other cases',
      {
        'XL/Workbook.XML': workbook(),
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="a/worksheet" Target="WorkSheets/Sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': sheet,
      },
    ],
    [
      'with prefixes and the strict namespace',
      {
        'xl/workbook.xml':
          '<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheets><x:sheet name="S" sheetId="1" rel:id="rId1"/></x:sheets></x:workbook>',
        'xl/worksheets/sheet1.xml': sheet.replace(/<(\/?)(\w)/g, '<$1x:$2'),
      },
    ],
  ])('%s', async (_name, parts) => {
    expect((await readBytes(zipOf(parts))).rows).toEqual([['a', 'é']])
  })

  it('reads parts in UTF-16, with a mark and without', async () => {
    const text = `<?xml version="1.0" encoding="UTF-16"?>${sheet}`
    for (const part of [
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    ]) {
      expect(await rowsOf({ sheets: [{ part }] })).toEqual([['a', 'é']])
    }
  })

  it('finds shared strings that stand after the sheet in the archive', async () => {
    const bytes = zipOf({
      'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>',
      'xl/workbook.xml': workbook(),
      'xl/sharedStrings.xml': '<sst><si><t>après</t></si></sst>',
    })
    expect((await readBytes(bytes)).rows).toEqual([['après']])
  })

  it('reads accents wherever chunks are cut', async () => {
    const names = Array.from({ length: 60_000 }, (_, at) => [`é€😀${at}`, 'x'.repeat(at % 13)])
    expect(await rowsOf({ sheets: [{ rows: inlineRows(names) }] })).toEqual(
      names.map(([a, b]) => (b === '' ? [a, ''] : [a, b])).map((row) => (row[1] === '' ? [row[0]] : row)),
    )
  })
})
