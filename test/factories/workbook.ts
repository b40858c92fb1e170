/** Workbooks of any shape for tests, those that no sound program would write included. */
import { ZipFile } from 'yazl'

/** A zip archive of parts by name. */
export async function zipOf(parts: Record<string, string | Uint8Array>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export type SheetParts = {
  name?: string
  /** Attributes of the sheet in the list of sheets: `state="hidden"`. */
  attributes?: string
  /** What stands inside `<sheetData>`; or the whole part. */
  rows?: string
  part?: string | Uint8Array
  /** What follows `</sheetData>`. */
  after?: string
  before?: string
}
export type XlsxParts = {
  sheets?: SheetParts[]
  /** The items of the shared strings, `<si>…</si>` each. */
  strings?: string[]
  /** Codes of number formats; style N+1 of cells has the Nth one. */
  formats?: string[]
  workbookPr?: string
  workbookViews?: string
  /** Added, or put in the place of those made; null leaves one out. */
  parts?: Record<string, string | Uint8Array | null>
}

export const columnName = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** An XLSX workbook. */
export function xlsxOf(given: XlsxParts): Promise<Buffer> {
  const sheets = given.sheets ?? [{}]
  const formats = given.formats ?? []
  const made: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}">${given.workbookPr ?? ''}${given.workbookViews ?? ''}<sheets>${sheets
      .map(
        ({ name, attributes }, at) =>
          `<sheet name="${escapeXml(name ?? `Feuil${at + 1}`)}" sheetId="${at + 1}" ${attributes ?? ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdS" Type="${relationships}/styles" Target="styles.xml"/>${
      given.strings ? `<Relationship Id="rIdT" Type="${relationships}/sharedStrings" Target="sharedStrings.xml"/>` : ''
    }</Relationships>`,
    'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats
      .map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${escapeXml(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, at) => `<xf numFmtId="${170 + at}" applyNumberFormat="1"/>`)
      .join('')}</cellXfs></styleSheet>`,
  }
  sheets.forEach(({ rows, part, before, after }, at) => {
    made[`xl/worksheets/sheet${at + 1}.xml`] =
      part ??
      `${declaration}<worksheet xmlns="${main}">${before ?? ''}<sheetData>${rows ?? ''}</sheetData>${after ?? ''}</worksheet>`
  })
  if (given.strings) {
    made['xl/sharedStrings.xml'] = `${declaration}<sst xmlns="${main}">${given.strings.join('')}</sst>`
  }
  const parts = Object.entries({ ...made, ...given.parts }).filter(([, content]) => content !== null)
  return zipOf(Object.fromEntries(parts) as Record<string, string | Uint8Array>)
}

/** Rows of cells as inline strings, or numbers; an undefined cell is left out. */
export function inlineRows(rows: readonly (readonly (string | number | undefined)[])[], first = 1): string {
  return rows
    .map((cells, at) => {
      const row = first + at
      const parts = cells.map((cell, column) => {
        const reference = `${columnName(column)}${row}`
        if (cell === undefined) return ''
        return typeof cell === 'number'
          ? `<c r="${reference}"><v>${cell}</v></c>`
          : `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
      })
      return `<row r="${row}">${parts.join('')}</row>`
    })
    .join('')
}

/** An ODS workbook of tables given as XML, with other parts in the place of those made; null leaves one out. */
export function odsOf(tables: string, given: Record<string, string | null> = {}, styles = ''): Promise<Buffer> {
  const made: Record<string, string | null> = {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml':
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
    'content.xml': `${declaration}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  }
  const parts = Object.entries({ ...made, ...given }).filter(([, content]) => content !== null)
  return zipOf(Object.fromEntries(parts) as Record<string, string>)
}

/** A table of an ODS workbook. */
export const odsTable = (rows: string, name = 'Feuille1', attributes = ''): string =>
  `<table:table table:name="${escapeXml(name)}" ${attributes}><table:table-column table:number-columns-repeated="16384"/>${rows}</table:table>`

/** Rows of texts for an ODS table. */
export const odsRows = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) => {
      const parts = cells.map((cell) =>
        cell === ''
          ? '<table:table-cell/>'
          : `<table:table-cell office:value-type="string"><text:p>${escapeXml(cell)}</text:p></table:table-cell>`,
      )
      return `<table:table-row>${parts.join('')}</table:table-row>`
    })
    .join('')
