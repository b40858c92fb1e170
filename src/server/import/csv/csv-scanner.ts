import { type CsvDelimiter, maxCellBytes, maxRecordBytes } from './csv-dialect.ts'

/** What is wrong with a record; bits of `CsvScanner.flags`. */
export const recordFlag = {
  /** A quote where none belongs: PostgreSQL would read the raw bytes otherwise than we do. */
  strayQuote: 1,
  /** A quoted cell that never ends; the record stops at the end of the line that opened it. */
  unclosedQuote: 2,
  /** Larger than the limit; its bytes are passed over up to the next line end. */
  tooLarge: 4,
} as const

const PLAIN = 0
const DELIMITER = 1
const QUOTE = 2
const LINE_END = 3

const LF = 10
const CR = 13
const QUOTE_BYTE = 34
/** Bytes behind the limit that decide whether a quote on it is doubled. */
const LOOK_AHEAD = 3
const INITIAL_CAPACITY = 2 * 1024 * 1024

/**
 * Finds the records of delimited UTF-8 text: `push` chunks cut anywhere, `finish` at the end, and after each of
 * them call `next` until it is false. After a true, `bytes[start, end)` is the record without its line end, `cells`
 * its number of cells, `flags` what is wrong with it and `row` its 1-based number in the file, blank records and the
 * header counted, a first line `sep=;` not. The bytes are valid until the next `push`.
 *
 * A cell is quoted when its first byte is a quote; line ends are \n, \r\n, \r and \r\r\n in any mixture. No state is
 * kept inside a record: one that is cut by the end of a chunk is scanned again from its start when at least as many
 * bytes more have come, so that the result cannot depend on where chunks are cut, and the work stays linear.
 */
export class CsvScanner {
  bytes = Buffer.allocUnsafe(INITIAL_CAPACITY)
  start = 0
  end = 0
  cells = 0
  flags = 0
  row = 0
  /** The delimiter that a first line `sep=;` asks for. */
  separator: string | undefined

  #position = 0
  #length = 0
  #wanted = 0
  #isFinal = false
  #hasBegun = false
  #isSkipping = false
  readonly #kinds = new Uint8Array(256)
  readonly #columns: number | undefined
  readonly #maxCell: number
  readonly #maxRecord: number

  /** With `columns`, how many cells records should have, a quote closed by accident many rows further down is found out. */
  constructor(options: { delimiter: CsvDelimiter; columns?: number; maxCell?: number; maxRecord?: number }) {
    this.#kinds[options.delimiter.charCodeAt(0)] = DELIMITER
    this.#kinds[QUOTE_BYTE] = QUOTE
    this.#kinds[LF] = LINE_END
    this.#kinds[CR] = LINE_END
    this.#columns = options.columns
    this.#maxCell = options.maxCell ?? maxCellBytes
    this.#maxRecord = options.maxRecord ?? maxRecordBytes
    this.#placeSentinels()
  }

  /** The bytes pushed and not yet part of a record; valid until the next `push`. */
  get pending(): Buffer {
    return this.bytes.subarray(this.#position, this.#length)
  }

  push(chunk: Uint8Array): void {
    const pending = this.#length - this.#position
    const capacity = pending + chunk.length + 2
    if (capacity > this.bytes.length) {
      const larger = Buffer.allocUnsafe(
        Math.max(capacity, Math.min(2 * this.bytes.length, capacity + INITIAL_CAPACITY)),
      )
      this.bytes.copy(larger, 0, this.#position, this.#length)
      this.bytes = larger
    } else {
      this.bytes.copyWithin(0, this.#position, this.#length)
    }
    this.bytes.set(chunk, pending)
    this.#position = 0
    this.#length = pending + chunk.length
    this.#placeSentinels()
  }

  finish(): void {
    this.#isFinal = true
  }

  next(): boolean {
    if (!this.#hasBegun && !this.#begin()) return false
    if (this.#isSkipping && !this.#skipLine()) return false
    const pending = this.#length - this.#position
    if (pending === 0 || (pending < this.#wanted && !this.#isFinal)) return false
    if (!this.#scanRecord()) {
      this.#wanted = Math.min(2 * pending, this.#maxRecord + LOOK_AHEAD)
      return false
    }
    this.#wanted = 0
    if (this.row === 0 && this.separator === undefined && this.#readSeparator()) return this.next()
    this.row++
    return true
  }

  /** A line end and a quote behind the last byte end both inner loops without a test of the length per byte. */
  #placeSentinels(): void {
    this.bytes[this.#length] = LF
    this.bytes[this.#length + 1] = QUOTE_BYTE
  }

  #begin(): boolean {
    if (this.#length < 3 && !this.#isFinal) return false
    const [first, second, third] = this.bytes
    if (this.#length >= 3 && first === 0xef && second === 0xbb && third === 0xbf) this.#position = 3
    this.#hasBegun = true
    return true
  }

  #readSeparator(): boolean {
    if (this.end - this.start > 100) return false
    const line = this.bytes.toString('latin1', this.start, this.end)
    this.separator = /^"?sep=([,;|\t])"?[,;|\t]*$/i.exec(line)?.[1]
    return this.separator !== undefined
  }

  #scanRecord(): boolean {
    const { bytes } = this
    const kinds = this.#kinds
    const length = this.#length
    const start = this.#position
    let flags = 0
    let cells = 1
    let cellStart = start
    let i = start
    for (;;) {
      let kind = kinds[bytes[i]!]!
      while (kind === PLAIN) kind = kinds[bytes[++i]!]!
      if (kind === DELIMITER) {
        cells++
        cellStart = ++i
      } else if (kind === LINE_END) {
        return this.#endRecord(start, i, cells, flags)
      } else if (i !== cellStart) {
        flags |= recordFlag.strayQuote
        i++
      } else {
        const close = this.#closingQuote(i)
        if (close < 0 && !this.#isFinal && !this.#isTooFar(start, i, length - LOOK_AHEAD)) return false
        if (close < 0 || this.#isTooFar(start, i, close - 1)) return this.#endUnclosed(start, i)
        if (kinds[bytes[close + 1]!] === PLAIN) {
          if (this.#isUnclosedBefore(start, i, close)) return this.#endUnclosed(start, i)
          flags |= recordFlag.strayQuote
        }
        i = close + 1
      }
    }
  }

  /** Where the quoted cell opened at `open` is closed; -1 when not in the bytes at hand. */
  #closingQuote(open: number): number {
    const { bytes } = this
    let i = open + 1
    for (;;) {
      while (bytes[i] !== QUOTE_BYTE) i++
      if (i >= this.#length) return -1
      if (bytes[i + 1] !== QUOTE_BYTE) return i + 1 === this.#length && !this.#isFinal ? -1 : i
      i += 2
    }
  }

  /** Whether a quoted cell that reaches beyond `end` can be none: the record gets too large, or the cell of several lines. */
  #isTooFar(start: number, open: number, end: number): boolean {
    if (end - start >= this.#maxRecord) return true
    return end - open >= this.#maxCell && this.#lineEndFrom(open) <= end
  }

  /**
   * A cell over several lines whose closing quote is followed by text was not closed there: that quote opens a
   * cell further down. Reading on would merge rows, so the cell counts as never closed.
   */
  #isUnclosedBefore(start: number, open: number, close: number): boolean {
    const { bytes } = this
    let i = close + 1
    while (bytes[i] === 32 || bytes[i] === 9) i++
    if (i >= this.#length || i - start > this.#maxRecord || this.#kinds[bytes[i]!] !== PLAIN) return false
    return this.#lineEndFrom(open) < close
  }

  #endRecord(start: number, end: number, cells: number, flags: number): boolean {
    const isCut = end >= this.#length
    if (isCut && !this.#isFinal && end - start <= this.#maxRecord) return false
    if (end - start > this.#maxRecord) return this.#passOver(start, recordFlag.tooLarge)
    const next = isCut ? this.#length : this.#afterLineEnd(end)
    if (next < 0) return false
    const isRagged = this.#columns !== undefined && cells !== this.#columns
    if (isRagged && this.#hasSwallowedRow(start, end)) return this.#endUnclosed(start, start)
    return this.#found(start, end, next, cells, flags)
  }

  /**
   * Whether a record over several lines, itself of the wrong size, holds a line that is of the right size: then a cell
   * was not closed, and the quote that seemed to close it is one in a later row, as in `24"`. The last line counts only
   * when the first is of the right size too, if its open quote is taken for text: else it is the rest of a row too long.
   */
  #hasSwallowedRow(start: number, end: number): boolean {
    const columns = this.#columns ?? 0
    if (columns < 3) return false
    const firstEnd = this.#lineEndFrom(start)
    const isFirstWhole = this.#cellsOfLine(start, firstEnd) === columns
    let line = firstEnd + 1
    while (line <= end) {
      const lineEnd = Math.min(this.#lineEndFrom(line), end)
      let cells = 1
      for (let i = line; i < lineEnd; i++) if (this.#kinds[this.bytes[i]!] === DELIMITER) cells++
      if (cells === columns && (isFirstWhole || lineEnd < end)) return true
      line = lineEnd + 1
    }
    return false
  }

  /** How many cells a line has by itself: a quote that is not closed in it is text. */
  #cellsOfLine(start: number, end: number): number {
    const kinds = this.#kinds
    let cells = 1
    let cellStart = start
    for (let i = start; i < end; i++) {
      const kind = kinds[this.bytes[i]!]
      if (kind === DELIMITER) {
        cells++
        cellStart = i + 1
      } else if (kind === QUOTE && i === cellStart) {
        const close = this.#closingQuote(i)
        if (close >= 0 && close < end) i = close
      }
    }
    return cells
  }

  #endUnclosed(start: number, open: number): boolean {
    if (open - start > this.#maxRecord) return this.#passOver(start, recordFlag.tooLarge)
    const end = this.#lineEndFrom(open)
    if (end - start > this.#maxRecord) return this.#passOver(start, recordFlag.unclosedQuote)
    const next = end >= this.#length ? this.#length : this.#afterLineEnd(end)
    if (next < 0) return false
    return this.#found(start, end, next, 0, recordFlag.unclosedQuote)
  }

  /** The record counts, its bytes up to the first line end behind the limit do not. */
  #passOver(start: number, flags: number): boolean {
    this.#isSkipping = true
    return this.#found(start, start, start + this.#maxRecord, 0, flags)
  }

  #found(start: number, end: number, next: number, cells: number, flags: number): boolean {
    this.start = start
    this.end = end
    this.cells = cells
    this.flags = flags
    this.#position = next
    return true
  }

  #skipLine(): boolean {
    const end = this.#lineEndFrom(this.#position)
    const next = end >= this.#length ? -1 : this.#afterLineEnd(end)
    this.#position = next >= 0 ? next : end
    this.#isSkipping = next < 0
    return next >= 0
  }

  #lineEndFrom(index: number): number {
    let i = index
    while (this.#kinds[this.bytes[i]!] !== LINE_END) i++
    return i
  }

  /** The index behind the line end at `index`; -1 when the next bytes are needed to tell. */
  #afterLineEnd(index: number): number {
    const { bytes } = this
    if (bytes[index] === LF) return index + 1
    let i = index + 1
    if (i < this.#length && bytes[i] === CR) i++
    if (i >= this.#length) return this.#isFinal ? index + 1 : -1
    return bytes[i] === LF ? i + 1 : index + 1
  }
}
