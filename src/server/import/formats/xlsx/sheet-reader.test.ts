import { describe, expect, it } from 'vitest'
import type { RowSink } from '../row-sink.ts'
import { builtInFormat } from '../workbook/number-format.ts'
import { readXml } from '../xml/read-xml.ts'
import { SharedStrings } from './shared-strings.ts'
import { SheetReader } from './sheet-reader.ts'

const sheet = `<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="m"><cols><col min='1' max="1"/></cols><sheetData><row r="1" spans="1:4"><c r="A1" t="inlineStr"><is><t>Café &amp; thé</t></is></c
><c r="B1" s="1"><v>44197</v></c><c r="C1" s="0" t="inlineStr"><is><t xml:space="preserve"> deux </t></is></c><c r="D1"/></row>
<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s" cm='a>b'><v>9</v></c><c r="C2" t="str"><f>A1</f><v>_x0041_</v></c><c r="D2" t="inlineStr"><is><t/></is></c></row>
<row><c t="e"><v>#N/A</v></c><c ><v>1.50</v></c ><c t="inlineStr"><is><r><t>ri</t></r><r><t>che</t></r></is></c><c><v><![CDATA[12]]></v></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>`

/** What a sink is told, a line each, when the sheet comes in chunks of so many bytes. */
async function told(size: number, text = sheet): Promise<string[]> {
  const lines: string[] = []
  const sink: RowSink = {
    startRow: (row) => void lines.push(`row ${row}`),
    cell: (column, bytes, start, end) => void lines.push(`${column}=${bytes.toString('utf8', start, end)}`),
    cellFault: (code, column) => void lines.push(`${column}!${code}`),
    rowFault: (code) => void lines.push(`!${code}`),
    endRow: () => true,
  }
  const strings = new SharedStrings()
  strings.add(Buffer.from('zéro'), 5)
  const reader = new SheetReader({ sink, strings, formats: [builtInFormat(0), builtInFormat(14)], is1904: false })
  const bytes = Buffer.from(text)
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
  }
  await readXml(chunks(), reader)
  return [...lines, JSON.stringify(reader.merges)]
}

describe('SheetReader', () => {
  it('reads cells of every shape', async () => {
    expect(await told(sheet.length * 2)).toEqual([
      'row 1',
      '0=Café & thé',
      '1=2021-01-01',
      '2= deux ',
      'row 2',
      '0=zéro',
      '1!cell-damaged',
      '2=A',
      'row 3',
      '0=#N/A',
      '0!cell-error',
      '1=1.5',
      '2=riche',
      '3=12',
      '[{"row":1,"rows":2,"column":0,"columns":2}]',
    ])
  })

  it('reads the same wherever chunks are cut', async () => {
    const whole = await told(sheet.length * 2)
    for (let size = 1; size <= 80; size++) expect(await told(size), `chunks of ${size}`).toEqual(whole)
  })

  it.each([
    ['cut in a tag', sheet.slice(0, sheet.indexOf('t="s"'))],
    ['cut in a text', sheet.slice(0, sheet.indexOf('thé'))],
    ['without a quote', sheet.replace('r="B1"', 'r=B1')],
    ['without a value', sheet.replace('r="B1"', 'r')],
    ['with a slash inside', sheet.replace('<c r="B1"', '<c / r="B1"')],
    ['with one end too many', sheet.replace('</sheetData>', '</sheetData></worksheet></x>')],
  ])('refuses markup %s', async (_name, text) => {
    for (const size of [1, 7, text.length * 2])
      await expect(told(size, text)).rejects.toMatchObject({ code: 'file-damaged' })
  })
})
