import { posix } from 'node:path'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { builtInFormat, plainFormat, readFormat, type NumberFormat } from '../workbook/number-format.ts'
import type { SheetInfo } from '../workbook/workbook.ts'
import { readXml } from '../xml/read-xml.ts'
import { nameCode, token, type XmlScanner } from '../xml/xml-scanner.ts'
import type { Zip } from '../zip/open-zip.ts'

export type XlsxSheet = SheetInfo & { part: string }
export type XlsxParts = {
  sheets: XlsxSheet[]
  /** Place of the sheet that was open when the file was saved. */
  active: number
  is1904: boolean
  sharedStrings: string | undefined
  styles: string | undefined
}

const n = {
  sheet: nameCode('sheet'),
  name: nameCode('name'),
  id: nameCode('id'),
  state: nameCode('state'),
  workbookPr: nameCode('workbookPr'),
  workbookView: nameCode('workbookView'),
  activeTab: nameCode('activeTab'),
  date1904: nameCode('date1904'),
  relationship: nameCode('Relationship'),
  relationshipId: nameCode('Id'),
  target: nameCode('Target'),
  type: nameCode('Type'),
  override: nameCode('Override'),
  partName: nameCode('PartName'),
  contentType: nameCode('ContentType'),
  numFmt: nameCode('numFmt'),
  numFmtId: nameCode('numFmtId'),
  formatCode: nameCode('formatCode'),
  cellXfs: nameCode('cellXfs'),
  xf: nameCode('xf'),
}

/** The parts of a workbook that matter: its sheets of cells in order, and where their texts and formats are. */
export async function readXlsxParts(zip: Zip): Promise<XlsxParts> {
  const workbook = await workbookPart(zip)
  const relations = await readRelations(zip, workbook)
  const parts: XlsxParts = { sheets: [], active: 0, is1904: false, sharedStrings: undefined, styles: undefined }
  const folder = posix.dirname(workbook)
  const byType = (name: string) => [...relations.values()].find(({ type }) => type.endsWith(`/${name}`))?.target
  const beside = (name: string) => (zip.has(posix.join(folder, name)) ? posix.join(folder, name) : undefined)
  const existing = (name: string | undefined) => (name !== undefined && zip.has(name) ? name : undefined)
  parts.sharedStrings = existing(byType('sharedStrings')) ?? beside('sharedStrings.xml')
  parts.styles = existing(byType('styles')) ?? beside('styles.xml')
  let place = 0
  await readPart(zip, workbook, (scanner) => {
    switch (scanner.name) {
      case n.workbookPr:
        parts.is1904 = isTrue(scanner.attributeText(n.date1904))
        break
      case n.workbookView:
        parts.active = Number(scanner.attributeText(n.activeTab) ?? 0)
        break
      case n.sheet: {
        place++
        const relation = relations.get(scanner.attributeText(n.id) ?? '')
        // Without relations sheets are found by the name that every program gives them.
        const part = relation?.target ?? posix.join(folder, `worksheets/sheet${place}.xml`)
        const isCells = relation === undefined || relation.type.endsWith('/worksheet')
        const state = scanner.attributeText(n.state)
        const name = scanner.attributeText(n.name) ?? `${place}`
        // Charts, dialogs and macro sheets have no rows.
        if (isCells && zip.has(part)) {
          parts.sheets.push({ name, isHidden: state === 'hidden' || state === 'veryHidden', part })
        } else if (place - 1 < parts.active) parts.active--
      }
    }
  })
  if (parts.sheets.length === 0) throw new RafaleError('file-no-sheet')
  return parts
}

/** The formats of the numbers of cells, by the number that cells refer to. */
export async function readStyles(zip: Zip, part: string | undefined): Promise<NumberFormat[]> {
  if (part === undefined) return []
  const codes = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  let isInCells = false
  await readPart(
    zip,
    part,
    (scanner) => {
      if (scanner.name === n.numFmt) {
        codes.set(Number(scanner.attributeText(n.numFmtId)), readFormat(scanner.attributeText(n.formatCode) ?? ''))
      } else if (scanner.name === n.cellXfs) isInCells = !scanner.isEmpty
      else if (scanner.name === n.xf && isInCells) {
        const id = Number(scanner.attributeText(n.numFmtId) ?? 0)
        formats.push(codes.get(id) ?? builtInFormat(id))
      }
    },
    (scanner) => {
      if (scanner.name === n.cellXfs) isInCells = false
    },
  )
  return formats.length > 0 ? formats : [plainFormat]
}

const isTrue = (text: string | undefined) => text === '1' || text === 'true' || text === 'on'

/** The workbook's own part, as the archive's relations or content types name it, or by its usual name. */
async function workbookPart(zip: Zip): Promise<string> {
  for (const { type, target } of (await readRelations(zip, '')).values()) {
    if (type.endsWith('/officeDocument') && zip.has(target)) return target
  }
  let found: string | undefined
  await readPart(zip, '[Content_Types].xml', (scanner) => {
    if (scanner.name !== n.override) return
    const isWorkbook = /sheet\.main|sheet\.macroEnabled\.main|template\.main/.test(
      scanner.attributeText(n.contentType) ?? '',
    )
    if (isWorkbook) found ??= scanner.attributeText(n.partName)
  })
  const part = found ?? 'xl/workbook.xml'
  if (!zip.has(part)) throw new RafaleError('file-damaged')
  return part
}

type Relation = { target: string; type: string }

/** What a part refers to, by id; the names as the archive knows them. */
async function readRelations(zip: Zip, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const relations = new Map<string, Relation>()
  await readPart(zip, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), (scanner) => {
    if (scanner.name !== n.relationship) return
    const target = (scanner.attributeText(n.target) ?? '').replaceAll('\\', '/')
    const type = scanner.attributeText(n.type) ?? ''
    const id = scanner.attributeText(n.relationshipId) ?? ''
    relations.set(id, { type, target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target) })
  })
  return relations
}

/** The elements of a small part, when there is one. */
async function readPart(
  zip: Zip,
  name: string,
  onOpen: (scanner: XmlScanner) => void,
  onClose?: (scanner: XmlScanner) => void,
): Promise<void> {
  const bytes = await zip.read(name)
  if (!bytes) return
  await readXml(once(bytes), {
    read(scanner, kind) {
      if (kind === token.open) onOpen(scanner)
      else if (kind === token.close) onClose?.(scanner)
    },
  })
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
