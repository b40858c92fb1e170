import type { CellFaultCode } from '../../../../shared/errors/file-errors.ts'
import { maxRecordBytes } from '../../csv/csv-dialect.ts'
import { CellText } from '../cell-text.ts'
import type { RowSink } from '../row-sink.ts'
import type { MergedCells } from '../workbook/workbook.ts'
import type { XmlReader } from '../xml/read-xml.ts'
import { nameCode, token, type XmlScanner } from '../xml/xml-scanner.ts'
import { cellValue, type SaidValue } from './cell-value.ts'

const n = {
  spreadsheet: nameCode('spreadsheet'),
  table: nameCode('table'),
  row: nameCode('table-row'),
  cell: nameCode('table-cell'),
  covered: nameCode('covered-table-cell'),
  p: nameCode('p'),
  s: nameCode('s'),
  tab: nameCode('tab'),
  lineBreak: nameCode('line-break'),
  note: nameCode('note'),
  ruby: nameCode('ruby-text'),
  count: nameCode('c'),
  rowsRepeated: nameCode('number-rows-repeated'),
  columnsRepeated: nameCode('number-columns-repeated'),
  rowsSpanned: nameCode('number-rows-spanned'),
  columnsSpanned: nameCode('number-columns-spanned'),
  visibility: nameCode('visibility'),
  valueType: nameCode('value-type'),
  value: nameCode('value'),
  dateValue: nameCode('date-value'),
  timeValue: nameCode('time-value'),
  booleanValue: nameCode('boolean-value'),
  stringValue: nameCode('string-value'),
  formula: nameCode('formula'),
}
/** LibreOffice says in a namespace of its own that a cell is in error. */
const calcext = nameCode('calcext')
const maxRow = 2_000_000
const maxColumn = 16_384
const maxMerges = 200_000
const nothing: SaidValue = { type: undefined, value: undefined, hasFormula: false, isError: false }

type RowCell = { column: number; start: number; end: number; fault: CellFaultCode | undefined }

/** Reads the rows of one table of a spreadsheet into a sink; repeated ones as often as they are, blank ones not at all. */
export class OdsReader implements XmlReader {
  readonly merges: MergedCells[] = []
  readonly #sink: RowSink
  readonly #place: number
  #table = -1
  #spreadsheet = -1
  /** Depth of the table that is read; -1 outside. */
  #depth = -1

  #row = 0
  #rowRepeat = 1
  #rowDepth = -1
  #isHidden = false
  #column = 0
  #cells: RowCell[] = []
  #bytes = Buffer.allocUnsafe(64 * 1024)
  #length = 0
  #isTooLarge: number | undefined

  #cellDepth = -1
  #cellRepeat = 1
  #said = nothing
  readonly #text = new CellText()
  #paragraphs = 0
  #paragraphDepth = -1
  /** Depth of a note or the like inside a paragraph, whose text is not the cell's. */
  #noteDepth = -1

  constructor(sink: RowSink, place: number) {
    this.#sink = sink
    this.#place = place
  }

  read(scanner: XmlScanner, kind: number): boolean | void {
    if (kind === token.text) {
      if (this.#paragraphDepth >= 0 && this.#noteDepth < 0) this.#addText(scanner)
    } else if (kind === token.open) this.#open(scanner)
    else return this.#close(scanner)
  }

  #open(scanner: XmlScanner): void {
    const { name, depth } = scanner
    // An empty element is not counted in the depth: it stands one below what is open.
    const own = scanner.isEmpty ? depth + 1 : depth
    if (this.#depth < 0) {
      if (name === n.spreadsheet) this.#spreadsheet = depth
      else if (name === n.table && own === this.#spreadsheet + 1 && ++this.#table === this.#place && !scanner.isEmpty) {
        this.#depth = depth
      }
      return
    }
    if (this.#cellDepth >= 0) return this.#openInCell(scanner, own)
    if (this.#rowDepth >= 0) {
      if (own === this.#rowDepth + 1 && (name === n.cell || name === n.covered)) this.#startCell(scanner)
      return
    }
    if (name === n.row) this.#startRow(scanner)
  }

  #openInCell(scanner: XmlScanner, own: number): void {
    const { name } = scanner
    if (this.#paragraphDepth < 0) {
      if (name !== n.p || own !== this.#cellDepth + 1) return
      if (this.#paragraphs++ > 0) this.#text.appendText('\n')
      if (!scanner.isEmpty) this.#paragraphDepth = own
      return
    }
    if (this.#noteDepth >= 0) return
    if (name === n.s) this.#text.appendText(' '.repeat(Math.min(1000, numberOf(scanner, n.count))))
    else if (name === n.tab) this.#text.appendText('\t')
    else if (name === n.lineBreak) this.#text.appendText('\n')
    else if ((name === n.note || name === n.ruby) && !scanner.isEmpty) this.#noteDepth = own
  }

  #close({ name, depth }: XmlScanner): boolean | void {
    // What is closed was one deeper.
    const own = depth + 1
    if (this.#depth < 0) return
    if (own === this.#noteDepth) this.#noteDepth = -1
    else if (own === this.#paragraphDepth) this.#paragraphDepth = -1
    else if (own === this.#cellDepth) this.#endCell()
    else if (own === this.#rowDepth) return this.#endRow()
    else if (own === this.#depth && name === n.table) return false
  }

  #startRow(scanner: XmlScanner): void {
    this.#rowRepeat = numberOf(scanner, n.rowsRepeated)
    if (scanner.isEmpty) {
      this.#row += this.#rowRepeat
      return
    }
    this.#rowDepth = scanner.depth
    this.#isHidden = ['collapse', 'filter'].includes(scanner.attributeText(n.visibility) ?? '')
    this.#column = 0
    this.#cells = []
    this.#length = 0
    this.#isTooLarge = undefined
  }

  #endRow(): boolean | void {
    this.#rowDepth = -1
    const isBlank = this.#cells.length === 0 && this.#isTooLarge === undefined
    const last = this.#row + this.#rowRepeat
    if (!isBlank) {
      while (this.#row < Math.min(last, maxRow)) if (!this.#tellRow(++this.#row)) return false
    }
    this.#row = last
    if (this.#row > maxRow) return false
  }

  #tellRow(row: number): boolean {
    const sink = this.#sink
    sink.startRow(row, this.#isHidden)
    if (this.#isTooLarge !== undefined) sink.rowFault('cell-too-large', this.#isTooLarge)
    for (const { column, start, end, fault } of this.#cells) {
      if (end > start) sink.cell(column, this.#bytes, start, end)
      if (fault) sink.cellFault(fault, column)
    }
    return sink.endRow()
  }

  #startCell(scanner: XmlScanner): void {
    this.#cellRepeat = numberOf(scanner, n.columnsRepeated)
    if (scanner.name === n.cell) this.#addMerge(scanner)
    this.#said = saidValue(scanner)
    this.#text.clear()
    this.#paragraphs = 0
    this.#cellDepth = scanner.isEmpty ? -1 : scanner.depth
    if (scanner.isEmpty) this.#endCell()
  }

  #endCell(): void {
    this.#cellDepth = -1
    this.#paragraphDepth = -1
    this.#noteDepth = -1
    const first = this.#column
    this.#column = Math.min(maxColumn, first + this.#cellRepeat)
    const text = this.#text
    const fault = cellValue(text, this.#said, this.#paragraphs > 0)
    if (text.isTooLarge || this.#length + text.length > maxRecordBytes) {
      this.#isTooLarge ??= first
      return
    }
    if (text.length === 0 && fault === undefined) return
    const start = this.#length
    this.#keep(text)
    for (let column = first; column < this.#column; column++) {
      this.#cells.push({ column, start, end: this.#length, fault })
    }
  }

  #keep({ bytes, length }: CellText): void {
    if (this.#length + length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + length))
      this.#bytes.copy(larger, 0, 0, this.#length)
      this.#bytes = larger
    }
    bytes.copy(this.#bytes, this.#length, 0, length)
    this.#length += length
  }

  #addMerge(scanner: XmlScanner): void {
    const rows = numberOf(scanner, n.rowsSpanned)
    const columns = numberOf(scanner, n.columnsSpanned)
    if ((rows > 1 || columns > 1) && this.merges.length < maxMerges) {
      this.merges.push({ row: this.#row + 1, rows, column: this.#column, columns })
    }
  }

  /** Line ends, tabs and several spaces of the file are one space: those that are meant are elements. */
  #addText(scanner: XmlScanner): void {
    if (!scanner.hasEntities && !holdsFolded(scanner)) {
      this.#text.append(scanner.bytes, scanner.start, scanner.end)
      return
    }
    this.#text.appendText(scanner.text().replace(/[ \t\r\n]+/g, ' '))
  }
}

/** A count that an attribute tells; 1 when it does not. */
function numberOf(scanner: XmlScanner, name: number): number {
  const start = scanner.attribute(name)
  if (start < 0) return 1
  const value = Number(scanner.bytes.toString('latin1', start, scanner.valueEnd))
  return Number.isInteger(value) && value > 0 ? Math.min(value, maxRow) : 1
}

function saidValue(scanner: XmlScanner): SaidValue {
  const type = scanner.attributeText(n.valueType)
  const hasFormula = scanner.attribute(n.formula) >= 0
  if (type === undefined) return hasFormula ? { ...nothing, hasFormula } : nothing
  const value =
    scanner.attributeText(n.value) ??
    scanner.attributeText(n.dateValue) ??
    scanner.attributeText(n.timeValue) ??
    scanner.attributeText(n.booleanValue) ??
    scanner.attributeText(n.stringValue)
  return { type, value, hasFormula, isError: scanner.attributeText(n.valueType, calcext) === 'error' }
}

function holdsFolded({ bytes, start, end }: XmlScanner): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte === 10 || byte === 13 || byte === 9 || (byte === 32 && bytes[i + 1] === 32)) return true
  }
  return false
}
