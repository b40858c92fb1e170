import { isUtf8 } from 'node:buffer'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { joinWritten } from '../written-cells.ts'
import { CopyBuffer } from './copy-buffer.ts'
import { type CsvDelimiter, maxCellBytes, maxColumns, maxRecordBytes } from './csv-dialect.ts'
import { CsvScanner, recordFlag } from './csv-scanner.ts'
import { completeUtf8Length } from './complete-utf8-length.ts'
import { RowFaults } from './row-faults.ts'
import { splitCells } from './split-cells.ts'

export type CsvToCopyOptions = {
  delimiter: CsvDelimiter
  /** The record that holds the titles, counted from 1; it and those before it are not data. 0 when there is none. */
  headerRow: number
  /** How many cells a row gets, whatever its record holds. */
  columns: number
  maxCell?: number
  maxRecord?: number
}

const REPLACEMENT_CHARACTER = Buffer.from('\uFFFD')
const QUOTE = 34
/** How much of a record that is too large is kept to be shown. */
const beginningBytes = 64 * 1024

/**
 * Turns the bytes of a UTF-8 delimited file, chunk by chunk, into the payload of
 * `copy … (row_no, c1 … cN, written) from stdin with (format csv, delimiter …)`.
 *
 * Every record behind the header has one row, but for blank ones, which are counted apart. A record as PostgreSQL
 * would read it is passed as raw bytes with its number put in front; others are written anew. A record that cannot be
 * data (unclosed quote, cell or record too large) has a row of nothing but empty cells; a row without a fault never is.
 * What stood in it, and cells beyond the columns, is in `written`.
 */
export class CsvToCopy {
  readonly faults = new RowFaults()
  rows = 0
  blankRows = 0

  /** Bytes pushed hold a NUL, a broken character, U+FFFD or an accent apart from its letter: each record is looked at. */
  #isSuspect = false
  readonly #options: CsvToCopyOptions
  readonly #maxCell: number
  readonly #scanner: CsvScanner
  readonly #out: CopyBuffer

  constructor(options: CsvToCopyOptions) {
    if (options.columns > maxColumns) {
      throw new RafaleError('file-too-many-columns', { count: options.columns, limit: maxColumns })
    }
    this.#options = options
    this.#maxCell = options.maxCell ?? maxCellBytes
    this.#scanner = new CsvScanner(options)
    this.#out = new CopyBuffer(options.delimiter)
  }

  write(chunk: Uint8Array): Buffer[] {
    this.#scanner.push(chunk)
    const { pending } = this.#scanner
    this.#isSuspect = isSuspect(pending.subarray(0, completeUtf8Length(pending)))
    this.#readRecords()
    return this.#out.take(false)
  }

  end(): Buffer[] {
    this.#scanner.finish()
    this.#isSuspect ||= !isUtf8(this.#scanner.pending)
    this.#readRecords()
    return this.#out.take(true)
  }

  #readRecords(): void {
    const scanner = this.#scanner
    const { headerRow, columns } = this.#options
    while (scanner.next()) {
      if (scanner.row <= headerRow) continue
      const size = scanner.end - scanner.start
      if (scanner.flags === 0 && scanner.cells === columns && size <= this.#maxCell && !this.#isSuspect) {
        if (this.#mayBeBlank() && this.#isBlank()) this.blankRows++
        else this.#addRaw(scanner.end, 0)
      } else {
        this.#addIrregular(size)
      }
    }
  }

  #addRaw(end: number, padding: number): void {
    this.rows++
    this.#out.addRow(this.#scanner.row, this.#scanner.bytes, this.#scanner.start, end, padding + 1)
  }

  #addIrregular(size: number): void {
    const { flags } = this.#scanner
    if (flags & recordFlag.tooLarge) this.#refuse('record-too-large')
    else if (flags & recordFlag.unclosedQuote) this.#refuse('unclosed-quote')
    else if (this.#mayBeBlank() && this.#isBlank()) this.blankRows++
    else if (flags !== 0 || size > this.#maxCell || (this.#isSuspect && isSuspect(this.#record()))) this.#addRewritten()
    else this.#addRagged()
  }

  /** A sound record with too few or too many cells; empty cells at its end are no fault. */
  #addRagged(): void {
    const { bytes, cells, row, end } = this.#scanner
    const { columns, delimiter } = this.#options
    let surplus = cells - columns
    let cut = end
    while (surplus > 0 && bytes[cut - 1] === delimiter.charCodeAt(0)) {
      cut--
      surplus--
    }
    if (surplus > 0) return this.#addRewritten()
    if (surplus < 0) this.faults.add('row-too-short', row)
    this.#addRaw(cut, Math.max(0, -surplus))
  }

  #addRewritten(): void {
    const { row } = this.#scanner
    const { columns } = this.#options
    const { cells, repaired } = this.#cells()
    const tooLarge = cells.findIndex((cell) => Buffer.byteLength(cell) > this.#maxCell)
    if (tooLarge >= 0) return this.#refuse('cell-too-large', tooLarge + 1)
    if (repaired !== undefined) this.faults.add('stray-quote', row, repaired)
    if (cells.length < columns) this.faults.add('row-too-short', row)
    const isTooLong = cells.slice(columns).some((cell) => cell.trim() !== '')
    if (isTooLong) this.faults.add('row-too-long', row, columns + 1)
    const kept = cells.slice(0, columns)
    this.#addCells(this.#isSuspect ? this.#soundCells(kept) : kept, isTooLong ? joinWritten(cells) : '')
  }

  /** The cells without NUL, accents on their letters; what was lost in them is recorded once per kind. */
  #soundCells(given: string[]): string[] {
    const cells = given.map((cell) => cell.normalize('NFC'))
    const { row } = this.#scanner
    const broken = cells.findIndex((cell) => cell.includes('\uFFFD'))
    const code = isUtf8(this.#record()) ? 'replacement-character' : 'invalid-utf8'
    if (broken >= 0) this.faults.add(code, row, broken + 1)
    const nul = cells.findIndex((cell) => cell.includes('\0'))
    if (nul < 0) return cells
    this.faults.add('nul-removed', row, nul + 1)
    return cells.map((cell) => cell.replaceAll('\0', ''))
  }

  #refuse(code: 'record-too-large' | 'unclosed-quote' | 'cell-too-large', column?: number): void {
    this.faults.add(code, this.#scanner.row, column)
    this.#addCells([], joinWritten(this.#beginning()))
  }

  /** The cells of a record that is no data: all of them, or the first ones of one too large to be held. */
  #beginning(): string[] {
    const { bytes, start, end } = this.#scanner
    if (end > start) return this.#cells().cells
    const some = bytes.subarray(start, start + Math.min(beginningBytes, this.#options.maxRecord ?? maxRecordBytes))
    const whole = some.subarray(0, completeUtf8Length(some))
    const { cells } = splitCells(whole, 0, whole.length, this.#options.delimiter)
    return [...cells.slice(0, -1), `${cells.at(-1) ?? ''}…`]
  }

  #addCells(cells: readonly string[], written: string): void {
    const { columns, delimiter } = this.#options
    const padding = Array.from({ length: columns - cells.length }, () => '')
    const line = Buffer.from([...cells, ...padding, written].map((cell) => quoteCell(cell)).join(delimiter))
    this.rows++
    this.#out.addRow(this.#scanner.row, line, 0, line.length, 0)
  }

  #record(): Buffer {
    return this.#scanner.bytes.subarray(this.#scanner.start, this.#scanner.end)
  }

  #cells(): ReturnType<typeof splitCells> {
    const { bytes, start, end } = this.#scanner
    return splitCells(bytes, start, end, this.#options.delimiter)
  }

  /** Cheap, for every row: only one whose first cell is empty, quoted or begins with a space or control byte. */
  #mayBeBlank(): boolean {
    const { bytes, start, end } = this.#scanner
    const first = bytes[start]!
    return start === end || first <= QUOTE || first === this.#options.delimiter.charCodeAt(0)
  }

  #isBlank(): boolean {
    const { bytes, start, end } = this.#scanner
    const delimiter = this.#options.delimiter.charCodeAt(0)
    let quotes = 0
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!
      if (byte === QUOTE) quotes++
      else if (byte !== delimiter && !isBlankByte(byte)) return false
    }
    return quotes === 0 || this.#cells().cells.every((cell) => cell.trim() === '')
  }
}

/** Space, tab, line ends inside quotes, NUL, and the end mark (0x1A) that old DOS programs write. */
function isBlankByte(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13) || byte === 0 || byte === 0x1a
}

/** The first bytes of U+0300 to U+036F, accents that follow their letter, as files from a Mac may have them. */
const accents = [0xcc, 0xcd]

/** Whether the bytes hold a NUL, a broken character, U+FFFD or an accent apart from its letter. */
function isSuspect(bytes: Buffer): boolean {
  return (
    !isUtf8(bytes) ||
    bytes.includes(0) ||
    bytes.includes(REPLACEMENT_CHARACTER) ||
    accents.some((byte) => bytes.includes(byte))
  )
}

function quoteCell(cell: string): string {
  return /["\r\n,;|\t\\]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
