import type { Readable } from 'node:stream'
import { markNeutralised } from '../../../shared/files/formula-text.ts'
import { isExactNumber, unwritable, xmlText, type Sheet, type SheetColumn, type Workbook } from './sheet.ts'
import { zipStream } from './zip-stream.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const urn = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`
const spaces = {
  office: urn('office'),
  style: urn('style'),
  text: urn('text'),
  table: urn('table'),
  fo: urn('xsl-fo-compatible'),
  number: urn('datastyle'),
  meta: urn('meta'),
  config: urn('config'),
  dc: 'http://purl.org/dc/elements/1.1/',
}
const xmlns = Object.entries(spaces)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')
const type = 'application/vnd.oasis.opendocument.spreadsheet'

/** A workbook as ODS, row by row; texts, numbers and days as in `writeXlsx`. */
export function writeOds(workbook: Workbook): Readable {
  return zipStream([
    // First and stored, so that the kind of file can be told by its first bytes.
    { path: 'mimetype', content: type, isStored: true },
    { path: 'META-INF/manifest.xml', content: manifest },
    { path: 'meta.xml', content: metaXml(workbook) },
    { path: 'styles.xml', content: document('document-styles', '<office:styles/>') },
    { path: 'settings.xml', content: document('document-settings', settings(workbook.sheets)) },
    { path: 'content.xml', content: () => contentXml(workbook.sheets) },
  ])
}

const manifest = `${head}<manifest:manifest xmlns:manifest="${urn('manifest')}" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${type}"/>${[
  'content.xml',
  'styles.xml',
  'meta.xml',
  'settings.xml',
]
  .map((path) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="text/xml"/>`)
  .join('')}</manifest:manifest>`

const document = (root: string, content: string): string =>
  `${head}<office:${root} ${xmlns} office:version="1.3">${content}</office:${root}>`

const metaXml = ({ title, author, createdAt }: Workbook): string =>
  document(
    'document-meta',
    `<office:meta><dc:title>${plain(title)}</dc:title><meta:initial-creator>${plain(author)}</meta:initial-creator><meta:creation-date>${createdAt.toISOString().slice(0, 19)}</meta:creation-date></office:meta>`,
  )

/** The row of headers stays in sight. */
function settings(sheets: readonly Sheet[]): string {
  const item = (name: string, kind: string, value: string | number) =>
    `<config:config-item config:name="${name}" config:type="${kind}">${value}</config:config-item>`
  const frozen = `${item('VerticalSplitMode', 'short', 2)}${item('VerticalSplitPosition', 'int', 1)}${item('PositionBottom', 'int', 1)}`
  const tables = sheets.map(
    ({ name }) => `<config:config-item-map-entry config:name="${plain(name)}">${frozen}</config:config-item-map-entry>`,
  )
  return `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item-map-named config:name="Tables">${tables.join('')}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>`
}

const automaticStyles =
  '<office:automatic-styles>' +
  '<number:text-style style:name="N1"><number:text-content/></number:text-style>' +
  '<number:date-style style:name="N2"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>' +
  '<number:number-style style:name="N3"><number:number number:min-integer-digits="1"/></number:number-style>' +
  '<style:style style:name="text" style:family="table-cell" style:data-style-name="N1"/>' +
  '<style:style style:name="date" style:family="table-cell" style:data-style-name="N2"/>' +
  '<style:style style:name="number" style:family="table-cell" style:data-style-name="N3"/>' +
  '<style:style style:name="header" style:family="table-cell" style:data-style-name="N1"><style:text-properties fo:font-weight="bold"/></style:style>'

/** One style a width that occurs, in millimetres: a character takes about two. */
const widthName = ({ width = 16 }: SheetColumn): string => `w${width}`
function widthStyles(sheets: readonly Sheet[]): string {
  const columns = new Map(
    sheets.flatMap(({ columns }) => columns.map((column) => [widthName(column), column] as const)),
  )
  return [...columns]
    .map(
      ([name, { width = 16 }]) =>
        `<style:style style:name="${name}" style:family="table-column"><style:table-column-properties style:column-width="${width * 2}mm"/></style:style>`,
    )
    .join('')
}

async function* contentXml(sheets: readonly Sheet[]): AsyncGenerator<string> {
  yield `${head}<office:document-content ${xmlns} office:version="1.3">${automaticStyles}${widthStyles(sheets)}</office:automatic-styles><office:body><office:spreadsheet>`
  for (const sheet of sheets) yield* tableXml(sheet)
  yield '</office:spreadsheet></office:body></office:document-content>'
}

async function* tableXml({ name, columns, rows }: Sheet): AsyncGenerator<string> {
  const declared = columns.map(
    (column) =>
      `<table:table-column table:style-name="${widthName(column)}" table:default-cell-style-name="${column.kind}"/>`,
  )
  yield `<table:table table:name="${plain(name)}">${declared.join('')}<table:table-row>${columns.map(({ header }) => textCell(header, 'header')).join('')}</table:table-row>`
  for await (const batch of rows) {
    let xml = ''
    for (const row of batch) {
      xml += '<table:table-row>'
      let empty = 0
      for (let index = 0; index < columns.length; index++) {
        const value = row[index]
        if (value === null || value === undefined || value === '') {
          empty++
          continue
        }
        xml += emptyCells(empty) + cellXml(value, columns[index]!)
        empty = 0
      }
      xml += `${emptyCells(empty)}</table:table-row>`
    }
    yield xml
  }
  yield '</table:table>'
}

const emptyCells = (count: number): string =>
  count === 0
    ? ''
    : count === 1
      ? '<table:table-cell/>'
      : `<table:table-cell table:number-columns-repeated="${count}"/>`

function cellXml(value: string, { kind }: SheetColumn): string {
  if (kind === 'number' && isExactNumber(value)) {
    return `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`
  }
  // Before the Gregorian calendar began, programs count days differently.
  if (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) && value > '1582-10-15') {
    return `<table:table-cell office:value-type="date" office:date-value="${value}"><text:p>${value}</text:p></table:table-cell>`
  }
  return textCell(value, kind === 'text' ? undefined : 'text')
}

const textCell = (text: string, style?: string): string =>
  `<table:table-cell${style ? ` table:style-name="${style}"` : ''} office:value-type="string"><text:p>${paragraphs(markNeutralised(text))}</text:p></table:table-cell>`

/** Lines are paragraphs; spaces that XML would fold, and tabs, are elements. */
function paragraphs(text: string): string {
  const safe = plain(text)
  if (!/^ | $|\s\s|[\t\n\r]/.test(safe)) return safe
  return safe
    .replace(/\t/g, '<text:tab/>')
    .replace(/^ +| +$|(?<=[ \n]) +| +(?=\n)/g, (run) => `<text:s text:c="${run.length}"/>`)
    .replace(/\r?\n/g, '</text:p><text:p>')
}

/** ODF has no way to write the characters that XML cannot hold: each is shown as one that could not be. */
const plain = (text: string): string => xmlText(text.replace(unwritable, '\ufffd'))
