import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { Layout } from '../data/layouts.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const rowsPerChunk = 500
const isWhole = (text: string) => /^(0|[1-9]\d{0,14})$/.test(text)
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const cellName = (column: number, row: number) =>
  (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26)) + row

/**
 * The rows that `writeCreateFile` writes, as an XLSX workbook in the form that costs its reader most: every text is a
 * shared one, and no two cells share it. Whole numbers are numbers.
 */
export async function writeWorkbook(path: string, layout: Layout, rows: number): Promise<void> {
  const zip = new ZipFile()
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name)
  add('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="Clients" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )
  zip.addReadStream(Readable.from(sheetXml(layout, rows)), 'xl/worksheets/sheet1.xml')
  zip.addReadStream(Readable.from(stringsXml(layout, rows)), 'xl/sharedStrings.xml')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

const textsOf = (layout: Layout, row: number): string[] =>
  layout.columns.map((column) => (row === 0 ? column.header : column.cell(row - 1)))

function* sheetXml(layout: Layout, rows: number): Generator<string> {
  yield `<worksheet xmlns="${main}"><sheetData>`
  let index = 0
  let chunk = ''
  for (let row = 0; row <= rows; row++) {
    chunk += `<row r="${row + 1}">`
    textsOf(layout, row).forEach((text, column) => {
      if (text === '') return
      const name = cellName(column, row + 1)
      chunk += isWhole(text) ? `<c r="${name}"><v>${text}</v></c>` : `<c r="${name}" t="s"><v>${index++}</v></c>`
    })
    chunk += '</row>'
    if (row % rowsPerChunk === 0) {
      yield chunk
      chunk = ''
    }
  }
  yield `${chunk}</sheetData></worksheet>`
}

function* stringsXml(layout: Layout, rows: number): Generator<string> {
  yield `<sst xmlns="${main}">`
  let chunk = ''
  for (let row = 0; row <= rows; row++) {
    for (const text of textsOf(layout, row))
      if (text !== '' && !isWhole(text)) chunk += `<si><t>${escape(text)}</t></si>`
    if (row % rowsPerChunk === 0) {
      yield chunk
      chunk = ''
    }
  }
  yield `${chunk}</sst>`
}
