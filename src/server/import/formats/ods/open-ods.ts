/**
 * OpenDocument workbooks (ODS), read as streams. One part holds every sheet in order: their names are read first, then
 * the part again up to the end of the sheet that is wanted.
 */
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { PreviewRows } from '../preview-rows.ts'
import type { SheetInfo, Workbook } from '../workbook/workbook.ts'
import { abortable, readStart, readXml } from '../xml/read-xml.ts'
import { decodeEntities } from '../xml/decode-entities.ts'
import { nameCode, token, type XmlScanner } from '../xml/xml-scanner.ts'
import type { Zip } from '../zip/open-zip.ts'
import { OdsReader } from './ods-reader.ts'

const content = 'content.xml'
const n = {
  spreadsheet: nameCode('spreadsheet'),
  table: nameCode('table'),
  style: nameCode('style'),
  properties: nameCode('table-properties'),
  name: nameCode('name'),
  styleName: nameCode('style-name'),
  display: nameCode('display'),
}

/** The workbook of an archive that holds one. Throws 'file-damaged', 'file-no-sheet', 'file-unsafe', 'file-encrypted'. */
export async function openOds(zip: Zip): Promise<Workbook> {
  const manifest = (await zip.read('META-INF/manifest.xml'))?.toString('utf8') ?? ''
  if (/<(?:\w+:)?encryption-data\b/.test(manifest)) throw new RafaleError('file-encrypted')
  const sheets = await readSheets(zip, await saidSheets(zip))
  if (sheets.length === 0) throw new RafaleError('file-no-sheet')
  const settings = (await zip.read('settings.xml'))?.toString('utf8') ?? ''
  const open = decodeEntities(/config:name="ActiveTable"[^>]*>([^<]*)</.exec(settings)?.[1] ?? '')
  return {
    sheets,
    active: Math.max(
      0,
      sheets.findIndex(({ name }) => name === open),
    ),
    close: () => zip.close(),
    readSheet: async (place, sink, options = {}) => {
      const packed = Math.max(1, zip.packedSize(content))
      let seen = 0
      const tell = (bytes: number) => options.onProgress?.(Math.min(1, (seen += bytes) / packed))
      const reader = new OdsReader(sink, place)
      await readXml(abortable(zip.chunks(content, tell), options.signal), reader, options.afterRows)
      return reader.merges
    },
    previewSheet: async (place, rows) => {
      const sink = new PreviewRows(rows)
      await readStart(zip.chunks(content), new OdsReader(sink, place))
      return sink
    },
  }
}

/** How many sheets there are, as the file itself says; more than there can be when it does not. */
async function saidSheets(zip: Zip): Promise<number> {
  const meta = (await zip.read('meta.xml'))?.toString('utf8') ?? ''
  return Number(/meta:table-count="(\d+)"/.exec(meta)?.[1] ?? Infinity)
}

/** The sheets in order; no further than `count` of them, since the rows between cost their reading. */
async function readSheets(zip: Zip, count: number): Promise<SheetInfo[]> {
  const sheets: SheetInfo[] = []
  const hiddenStyles = new Set<string>()
  let style = ''
  let spreadsheet = -1
  const open = (scanner: XmlScanner) => {
    switch (scanner.name) {
      case n.style:
        style = scanner.attributeText(n.name) ?? ''
        return
      case n.properties:
        if (scanner.attributeText(n.display) === 'false') hiddenStyles.add(style)
        return
      case n.spreadsheet:
        spreadsheet = scanner.depth
        return
      case n.table:
        if (spreadsheet < 0 || scanner.depth !== spreadsheet + 1) return
        sheets.push({
          name: scanner.attributeText(n.name) ?? `${sheets.length + 1}`,
          isHidden: hiddenStyles.has(scanner.attributeText(n.styleName) ?? ''),
        })
        return sheets.length < count
    }
  }
  await readXml(zip.chunks(content), {
    read: (scanner, kind) => (kind === token.open ? open(scanner) : undefined),
  })
  return sheets
}
