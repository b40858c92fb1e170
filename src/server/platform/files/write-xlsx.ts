import type { Readable } from 'node:stream'
import { markNeutralised } from '../../../shared/files/formula-text.ts'
import { isExactNumber, unwritable, xmlText, type Sheet, type SheetColumn, type Workbook } from './sheet.ts'
import { zipStream } from './zip-stream.ts'

/** Cell formats, by their place in `cellXfs` of the styles. */
const style = { text: 1, date: 2, header: 3 }
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/**
 * A workbook as XLSX, row by row. Texts stand in their cells in the format "text", so that nothing typed beside them loses
 * its zeros; numbers and days are such only where a spreadsheet gives them back exactly.
 */
export function writeXlsx(workbook: Workbook): Readable {
  const { sheets } = workbook
  return zipStream([
    { path: '[Content_Types].xml', content: contentTypes(sheets.length) },
    {
      path: '_rels/.rels',
      content: relations([
        [`${office}/officeDocument`, 'xl/workbook.xml'],
        [`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    },
    { path: 'docProps/core.xml', content: coreProperties(workbook) },
    { path: 'xl/workbook.xml', content: workbookXml(sheets) },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: relations([
        [`${office}/styles`, 'styles.xml'],
        ...sheets.map((_, index): [string, string] => [`${office}/worksheet`, `worksheets/sheet${index + 1}.xml`]),
      ]),
    },
    { path: 'xl/styles.xml', content: styles },
    ...sheets.map((sheet, index) => ({
      path: `xl/worksheets/sheet${index + 1}.xml`,
      content: () => sheetXml(sheet),
    })),
  ])
}

function contentTypes(sheets: number): string {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = [
    ['/xl/workbook.xml', `${spreadsheet}.sheet.main+xml`],
    ['/xl/styles.xml', `${spreadsheet}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...Array.from({ length: sheets }, (_, index) => [
      `/xl/worksheets/sheet${index + 1}.xml`,
      `${spreadsheet}.worksheet+xml`,
    ]),
  ]
  const overrides = parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('')
  return `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`
}

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${targets
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const coreProperties = ({ title, author, createdAt }: Workbook): string =>
  `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${createdAt.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`

function workbookXml(sheets: readonly Sheet[]): string {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${sheetName(name)}" sheetId="${index + 1}" r:id="rId${index + 2}"/>`,
  )
  return `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`
}

/** At most 31 characters, without those that formulas use. */
const sheetName = (name: string): string => escaped(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31))

const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`

const columnStyle = { text: ` style="${style.text}"`, number: '', date: ` style="${style.date}"` }

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<string> {
  const widths = columns.map(
    ({ kind, width = 16 }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${columnStyle[kind]}/>`,
  )
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  const names = columns.map((_, index) => columnName(index))
  yield `<row r="1">${columns.map(({ header }, index) => textCell(`${names[index]}1`, header, style.header)).join('')}</row>`
  let at = 1
  for await (const batch of rows) {
    let xml = ''
    for (const row of batch) {
      at++
      xml += `<row r="${at}">`
      for (let index = 0; index < row.length; index++) {
        const value = row[index]
        if (value === null || value === undefined || value === '') continue
        xml += cellXml(`${names[index]}${at}`, value, columns[index]!)
      }
      xml += '</row>'
    }
    yield xml
  }
  yield '</sheetData></worksheet>'
}

function cellXml(place: string, value: string, { kind }: SheetColumn): string {
  if (kind === 'number' && isExactNumber(value)) return `<c r="${place}"><v>${value}</v></c>`
  const serial = kind === 'date' ? serialOf(value) : undefined
  if (serial !== undefined) return `<c r="${place}" s="${style.date}"><v>${serial}</v></c>`
  return textCell(place, value, style.text)
}

/** Spaces at an end, or in a row, are lost unless the file asks for them; asked for everywhere they are a third of a file. */
const hasLooseSpaces = (text: string): boolean => /^\s|\s$|\s\s|[\n\t\r]/.test(text)

/**
 * As the text of a value: as an inline string it is a third longer, and as much slower to read. What is escaped, or must
 * keep its spaces, is an inline string: some readers unescape a value twice.
 */
function textCell(place: string, text: string, format: number): string {
  const cell = escaped(markNeutralised(text))
  if (hasLooseSpaces(text)) {
    return `<c r="${place}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`
  }
  return cell.includes('&') || cell.includes('_x')
    ? `<c r="${place}" s="${format}" t="inlineStr"><is><t>${cell}</t></is></c>`
    : `<c r="${place}" s="${format}" t="str"><v>${cell}</v></c>`
}

/** `_x0009_` stands for a character that XML cannot hold, so what looks like that is marked. */
function escaped(text: string): string {
  const marked = text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text
  return xmlText(
    marked.replace(unwritable, (letter) => `_x${letter.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`),
  )
}

/** The days since 1899-12-30; from March 1900 on, before which spreadsheets disagree. */
function serialOf(day: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || day < '1900-03-01') return undefined
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000)
}

/** A, B … Z, AA … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
