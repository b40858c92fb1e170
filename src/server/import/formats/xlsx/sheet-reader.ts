import type { CellFaultCode } from '../../../../shared/errors/file-errors.ts'
import { maxCellBytes } from '../../csv/csv-dialect.ts'
import { CellText } from '../cell-text.ts'
import type { RowSink } from '../row-sink.ts'
import { plainFormat, type NumberFormat } from '../workbook/number-format.ts'
import { numberText } from '../workbook/number-text.ts'
import { isoText } from '../workbook/iso-text.ts'
import type { MergedCells } from '../workbook/workbook.ts'
import type { XmlReader } from '../xml/read-xml.ts'
import { nameCode, token, type XmlScanner } from '../xml/xml-scanner.ts'
import { decodeEscapes } from './decode-escapes.ts'

/** The texts that cells refer to by number. */
export type Strings = { bytes: Buffer; start: number; end: number; find(index: number): boolean }

type SheetContext = { sink: RowSink; strings: Strings; formats: readonly NumberFormat[]; is1904: boolean }

const n = {
  row: nameCode('row'),
  c: nameCode('c'),
  v: nameCode('v'),
  t: nameCode('t'),
  f: nameCode('f'),
  rPh: nameCode('rPh'),
  sheetData: nameCode('sheetData'),
  mergeCell: nameCode('mergeCell'),
  r: nameCode('r'),
  s: nameCode('s'),
  hidden: nameCode('hidden'),
  ref: nameCode('ref'),
}
/** Types of cells, by the code of the word that names them. */
const types = {
  shared: nameCode('s'),
  number: nameCode('n'),
  text: nameCode('str'),
  inline: nameCode('inlineStr'),
  boolean: nameCode('b'),
  error: nameCode('e'),
  date: nameCode('d'),
}
/** What is between the tag of a cell and its text, and behind it, in nearly every sheet. */
const markup = {
  value: { opening: Buffer.from('<v>'), closing: Buffer.from('</v></c>') },
  inline: { opening: Buffer.from('<is><t>'), closing: Buffer.from('</t></is></c>') },
  spaced: { opening: Buffer.from('<is><t xml:space="preserve">'), closing: Buffer.from('</t></is></c>') },
}
const maxRow = 2_000_000
const maxMerges = 200_000

/** Reads the rows of a worksheet part into a sink, cell by cell, without a string for most of them. */
export class SheetReader implements XmlReader {
  readonly merges: MergedCells[] = []
  readonly #context: SheetContext
  readonly #text = new CellText()
  #isInData = false
  #isInRow = false
  #row = 0
  #column = -1
  #type = types.number
  #style = 0
  #hasFormula = false
  /** Whether text at hand is the cell's: inside `v`, or inside `t` but not of a phonetic run. */
  #isInValue = false
  #phonetic = 0

  constructor(context: SheetContext) {
    this.#context = context
  }

  read(scanner: XmlScanner, kind: number): boolean | void {
    if (kind === token.text) {
      if (this.#isInValue) this.#addText(scanner)
      return
    }
    const { name } = scanner
    if (kind === token.open) return this.#open(scanner, name)
    switch (name) {
      case n.v:
      case n.t:
        this.#isInValue = false
        return
      case n.c:
        if (this.#isInRow) this.#endCell()
        return
      case n.row:
        return this.#endRow()
      case n.rPh:
        this.#phonetic--
        return
      case n.sheetData:
        this.#isInData = false
    }
  }

  #open(scanner: XmlScanner, name: number): boolean | void {
    if (!this.#isInData) {
      if (name === n.sheetData) this.#isInData = !scanner.isEmpty
      else if (name === n.mergeCell) this.#addMerge(scanner)
      return
    }
    switch (name) {
      case n.c:
        if (this.#isInRow) this.#startCell(scanner)
        return
      case n.v:
      case n.t:
        if (this.#phonetic > 0) return
        this.#isInValue = !scanner.isEmpty
        return
      case n.row:
        return this.#startRow(scanner)
      case n.f:
        this.#hasFormula = true
        return
      case n.rPh:
        if (!scanner.isEmpty) this.#phonetic++
    }
  }

  #startRow(scanner: XmlScanner): boolean | void {
    const start = scanner.attribute(n.r)
    const said = start < 0 ? 0 : digits(scanner.bytes, start, scanner.valueEnd)
    // Rows without a number, or with one that does not rise, follow the one before.
    this.#row = said > this.#row && said <= maxRow ? said : this.#row + 1
    this.#column = -1
    if (scanner.isEmpty) return
    this.#isInRow = true
    const hidden = scanner.attribute(n.hidden)
    this.#context.sink.startRow(this.#row, hidden >= 0 && isTrue(scanner.bytes, hidden))
  }

  #endRow(): boolean | void {
    if (!this.#isInRow) return
    this.#isInRow = false
    return this.#context.sink.endRow()
  }

  #startCell(scanner: XmlScanner): void {
    const { bytes } = scanner
    const reference = scanner.attribute(n.r)
    const column = reference < 0 ? -1 : columnOf(bytes, reference, scanner.valueEnd)
    this.#column = column >= 0 ? column : this.#column + 1
    const style = scanner.attribute(n.s)
    this.#style = style < 0 ? 0 : digits(bytes, style, scanner.valueEnd)
    const type = scanner.attribute(n.t)
    this.#type = type < 0 ? types.number : codeOf(bytes, type, scanner.valueEnd)
    this.#hasFormula = false
    this.#isInValue = false
    this.#phonetic = 0
    this.#text.clear()
    if (!scanner.isEmpty && this.#takesText(scanner)) this.#endSimpleCell(scanner)
  }

  /** Whether the cell holds one text alone, which the scanner then stands at. */
  #takesText(scanner: XmlScanner): boolean {
    if (this.#type !== types.inline) return scanner.takeText(markup.value.opening, markup.value.closing)
    return (
      scanner.takeText(markup.inline.opening, markup.inline.closing) ||
      scanner.takeText(markup.spaced.opening, markup.spaced.closing)
    )
  }

  /** A cell of which the scanner holds the whole text: mostly passed on without a copy. */
  #endSimpleCell(scanner: XmlScanner): void {
    const { bytes, start, end } = scanner
    const isText = this.#type === types.inline || this.#type === types.text
    const isEscaped = scanner.hasEntities || (scanner.hasUnderscore && holdsEscape(bytes, start, end))
    if (!isText || isEscaped || end - start > maxCellBytes) {
      this.#addText(scanner)
      this.#endCell()
    } else if (end > start) this.#context.sink.cell(this.#column, bytes, start, end)
  }

  #addText(scanner: XmlScanner): void {
    if (scanner.hasEntities) this.#text.appendText(scanner.text())
    else this.#text.append(scanner.bytes, scanner.start, scanner.end)
  }

  #endCell(): void {
    const text = this.#text
    if (text.isTooLarge) return this.#context.sink.rowFault('cell-too-large', this.#column)
    switch (this.#type) {
      case types.number:
        return this.#endNumber()
      case types.shared:
        return this.#endShared()
      case types.boolean:
        if (text.length > 0) text.setText(/^\s*(1|true)\s*$/.test(text.toString()) ? 'true' : 'false')
        return this.#tell()
      case types.error:
        this.#tell()
        return this.#fault('cell-error')
      case types.date:
        text.setText(isoText(text.toString()))
        return this.#tell()
      default:
        if (holdsEscape(text.bytes, 0, text.length)) text.setText(decodeEscapes(text.toString()))
        this.#tell()
    }
  }

  #endNumber(): void {
    const text = this.#text
    if (text.length === 0) {
      // Programs that compute nothing write formulas without their result.
      if (this.#hasFormula) this.#fault('formula-not-computed')
      return
    }
    const format = this.#context.formats[this.#style] ?? plainFormat
    const plain = format === plainFormat ? plainLength(text) : 0
    if (plain > 0) text.length = plain
    else text.setText(numberText(text.toString(), format, this.#context.is1904))
    this.#tell()
  }

  #endShared(): void {
    const { strings, sink } = this.#context
    if (this.#text.length === 0) return
    const index = digits(this.#text.bytes, 0, this.#text.length)
    if (!strings.find(index)) return this.#fault('cell-damaged')
    if (strings.end > strings.start) sink.cell(this.#column, strings.bytes, strings.start, strings.end)
  }

  #tell(): void {
    if (this.#text.length > 0) this.#context.sink.cell(this.#column, this.#text.bytes, 0, this.#text.length)
  }

  #fault(code: CellFaultCode): void {
    this.#context.sink.cellFault(code, this.#column)
  }

  #addMerge(scanner: XmlScanner): void {
    const [, from, first, to, last] =
      /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/.exec(scanner.attributeText(n.ref) ?? '') ?? []
    if (from === undefined || to === undefined || this.merges.length >= maxMerges) return
    const column = columnOf(Buffer.from(from), 0, from.length)
    const rows = Number(last) - Number(first) + 1
    const columns = columnOf(Buffer.from(to), 0, to.length) - column + 1
    if (rows > 0 && columns > 0) this.merges.push({ row: Number(first), rows, column, columns })
  }
}

/** A whole number of digits; 0 when there are none. */
function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48
    if (digit >= 0 && digit <= 9) value = value * 10 + digit
  }
  return value
}

/** The 0-based column of a reference such as `AB12`; -1 when it names none. */
function columnOf(bytes: Buffer, start: number, end: number): number {
  let column = 0
  for (let i = start; i < end; i++) {
    const letter = bytes[i]! & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column > 16_384 ? -1 : column - 1
}

function codeOf(bytes: Buffer, start: number, end: number): number {
  let code = 0
  for (let i = start; i < end; i++) code = (Math.imul(code, 31) + bytes[i]!) | 0
  return code
}

/** `1` or `true`. */
const isTrue = (bytes: Buffer, at: number): boolean => bytes[at] === 49 || bytes[at] === 116

/**
 * How much of a number can be passed on as it is, without zeros behind its point: an optional sign, digits, perhaps a
 * point and digits, 15 at most. 0 when it is another.
 */
function plainLength({ bytes, length }: CellText): number {
  if (length > 15) return 0
  const first = bytes[0] === 45 ? 1 : 0
  // A zero in front is none that a number needs; minus zero is zero.
  if (bytes[first] === 48 && (first === 1 || (length > 1 && bytes[1] !== 46))) return 0
  let point = -1
  for (let i = first; i < length; i++) {
    const byte = bytes[i]!
    if (byte === 46 && point < 0 && i > first) point = i
    else if (byte < 48 || byte > 57) return 0
  }
  if (point < 0) return length > first ? length : 0
  if (point === length - 1) return 0
  let end = length
  while (bytes[end - 1] === 48) end--
  return end - 1 === point ? point : end
}

/** Whether `_x` is in a text. */
function holdsEscape(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i + 6 < end; i++) if (bytes[i] === 95 && bytes[i + 1] === 120) return true
  return false
}
