import type { CellFaultCode, RowFaultCode } from '../../../shared/errors/file-errors.ts'
import { maxCellBytes } from '../csv/csv-dialect.ts'
import { completeUtf8Length } from '../csv/complete-utf8-length.ts'
import { RowFaults } from '../csv/row-faults.ts'
import { joinWritten } from '../written-cells.ts'
import type { RowSink } from './row-sink.ts'

export type CopyRowsOptions = {
  /** The row with the titles; it and those before it are not data. 0 when there is none. */
  headerRow: number
  /** The staged column of each column of the table; those beyond are left out. */
  columns: readonly number[]
  /** How many staged columns there are. */
  width: number
  /** Added to row numbers, so that those of several tables differ. */
  rowOffset: number
}

const BATCH_BYTES = 128 * 1024
const nothing = Buffer.alloc(0)
/** How much of a cell that is too large is kept to be shown. */
const beginningBytes = 32_000
const TAB = 9
const LF = 10
const BACKSLASH = 92

/** What to do about a byte of a cell: pass it on, escape it, or look at the whole cell again. */
const PASS = 0
const ESCAPE = 1
const LOOK = 2
const treatments = new Uint8Array(256)
/** Letters that stand for the characters that COPY gives a meaning. */
const escapes: Record<number, number> = { 9: 116, 10: 110, 13: 114, 92: 92 }
for (const byte of Object.keys(escapes)) treatments[Number(byte)] = ESCAPE
// NUL, the first bytes of accents that follow their letter, and of U+FFFD.
for (const byte of [0, 0xcc, 0xcd, 0xef]) treatments[byte] = LOOK

/**
 * Turns the rows of a table into the payload of `copy … (row_no, c1 … cN, cell_faults, written) from stdin with (null '')`.
 * Every row behind the header has one line, but for blank ones, which are counted apart. A row with a cell too large has no
 * cells; what stood in it, and cells beyond the columns of any row, is in `written`.
 */
export class CopyRows implements RowSink {
  readonly faults: RowFaults
  rows = 0
  blankRows = 0
  hiddenRows = 0

  readonly #options: CopyRowsOptions
  readonly #starts: Int32Array
  readonly #ends: Int32Array
  /**
   * The cells of the row at hand, escaped, in the order they came, each behind the tabs that put it in its column: when that
   * is their order, it is the line.
   */
  #cells = Buffer.allocUnsafe(256 * 1024)
  #length = 0
  /** The column of the last cell. */
  #lastTarget = -1
  #isInOrder = true
  #row = 0
  #isHidden = false
  #isBlank = true
  #isRefused = false
  #cellFaults = ''
  /** The texts of cells beyond the columns, blank ones before them too. */
  #surplus: string[] = []

  #batch = Buffer.allocUnsafeSlow(BATCH_BYTES)
  #batchLength = 0
  #full: Buffer[] = []

  constructor(options: CopyRowsOptions, faults = new RowFaults()) {
    this.#options = options
    this.faults = faults
    this.#starts = new Int32Array(options.width)
    this.#ends = new Int32Array(options.width)
  }

  startRow(row: number, isHidden: boolean): void {
    this.#row = row
    this.#isHidden = isHidden
    this.#length = 0
    this.#lastTarget = -1
    this.#isInOrder = true
    this.#isBlank = true
    this.#isRefused = false
    this.#cellFaults = ''
    if (this.#surplus.length > 0) this.#surplus = []
    this.#ends.fill(0)
    this.#starts.fill(0)
  }

  cell(column: number, bytes: Buffer, start: number, end: number): void {
    const target = this.#options.columns[column]
    if (target === undefined) {
      if (!isBlank(bytes, start, end)) this.#keepSurplus(column, beginningOf(bytes.subarray(start, end)))
      return
    }
    if (this.#isBlank && !isBlank(bytes, start, end)) this.#isBlank = false
    if (end - start > maxCellBytes) {
      this.rowFault('cell-too-large', column)
      return this.#keepBeginning(target, bytes.subarray(start, end))
    }
    if (target > this.#lastTarget) this.#skipTo(target)
    else this.#isInOrder = false
    this.#starts[target] = this.#length
    this.#ends[target] = this.#escape(bytes, start, end, column)
  }

  cellFault(code: CellFaultCode, column: number): void {
    const target = this.#options.columns[column]
    if (target === undefined || this.#row <= this.#options.headerRow) return
    this.#isBlank = false
    this.#cellFaults += `${this.#cellFaults === '' ? '' : ' '}${target}!${code}`
  }

  rowFault(code: RowFaultCode, column?: number): void {
    if (this.#row <= this.#options.headerRow) return
    const target = column === undefined ? undefined : this.#options.columns[column]
    this.faults.add(code, this.#options.rowOffset + this.#row, target === undefined ? undefined : target + 1)
    this.#isBlank = false
    if (code === 'cell-too-large' || code === 'record-too-large') this.#isRefused = true
  }

  endRow(): boolean {
    if (this.#row <= this.#options.headerRow) return true
    if (this.#isBlank && this.#surplus.length === 0) {
      this.blankRows++
      return true
    }
    if (this.#surplus.length > 0) this.faults.add('row-too-long', this.#options.rowOffset + this.#row)
    if (this.#isHidden) this.hiddenRows++
    this.rows++
    this.#writeRow()
    return true
  }

  /** The batches that are full, or with `isLast` all there is. */
  take(isLast: boolean): Buffer[] {
    if (isLast && this.#batchLength > 0) this.#close(0)
    const full = this.#full
    this.#full = []
    return full
  }

  #keepSurplus(column: number, text: string): void {
    const at = column - this.#options.columns.length
    while (this.#surplus.length < at) this.#surplus.push('')
    this.#surplus[at] = text
  }

  /** As much of a cell too large as is shown of it. */
  #keepBeginning(target: number, cell: Buffer): void {
    const text = Buffer.from(beginningOf(cell))
    this.#starts[target] = this.#length
    this.#ends[target] = this.#escape(text, 0, text.length)
  }

  #skipTo(target: number): void {
    const tabs = target - this.#lastTarget
    if (this.#length + tabs > this.#cells.length) this.#grow(this.#length + tabs)
    for (let i = 0; i < tabs; i++) this.#cells[this.#length++] = TAB
    this.#lastTarget = target
  }

  /** Puts a cell behind the others, escaped; where it ends. Without a column it is known to be sound. */
  #escape(bytes: Buffer, start: number, end: number, column?: number): number {
    const needed = this.#length + 2 * (end - start)
    if (needed > this.#cells.length) this.#grow(needed)
    const cells = this.#cells
    let at = this.#length
    let isLookedAt = column === undefined
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!
      const treatment = treatments[byte]
      if (treatment === PASS) cells[at++] = byte
      else if (treatment === ESCAPE) {
        cells[at++] = BACKSLASH
        cells[at++] = escapes[byte]!
      } else {
        const sound = isLookedAt ? undefined : this.#soundText(bytes, start, end, column!)
        isLookedAt = true
        if (sound !== undefined) return this.#escape(sound, 0, sound.length)
        cells[at++] = byte
      }
    }
    this.#length = at
    return at
  }

  /** The cell without NUL, accents on their letters; what was lost in it is recorded. Undefined when it is sound. */
  #soundText(bytes: Buffer, start: number, end: number, column: number): Buffer | undefined {
    const text = bytes.toString('utf8', start, end)
    if (text.includes('\uFFFD')) this.rowFault('replacement-character', column)
    if (text.includes('\0')) this.rowFault('nul-removed', column)
    const sound = text.replaceAll('\0', '').normalize('NFC')
    return sound === text ? undefined : Buffer.from(sound)
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#cells.length))
    this.#cells.copy(larger, 0, 0, this.#length)
    this.#cells = larger
  }

  #writeRow(): void {
    const { width } = this.#options
    // What stood beyond the columns is escaped behind the line.
    const line = this.#length
    const written = this.#isRefused || this.#surplus.length > 0 ? this.#written() : nothing
    this.#reserve(this.#length + width + this.#cellFaults.length + written.length + 16)
    const batch = this.#batch
    let at = this.#writeNumber(this.#options.rowOffset + this.#row)
    let column = 0
    if (this.#isInOrder && !this.#isRefused) {
      at += this.#cells.copy(batch, at, 0, line)
      column = this.#lastTarget + 1
    }
    for (; column < width; column++) {
      batch[at++] = TAB
      if (!this.#isRefused) at += this.#cells.copy(batch, at, this.#starts[column], this.#ends[column])
    }
    batch[at++] = TAB
    at += batch.write(this.#cellFaults, at, 'latin1')
    batch[at++] = TAB
    at += written.copy(batch, at)
    batch[at++] = LF
    this.#batchLength = at
  }

  /** All cells of the row, escaped. */
  #written(): Buffer {
    const cells = Array.from(this.#starts, (start, at) => this.#cells.toString('utf8', start, this.#ends[at]))
    const surplus = this.#surplus.map((text) => {
      const bytes = Buffer.from(text)
      const start = this.#length
      const end = this.#escape(bytes, 0, bytes.length)
      return this.#cells.toString('utf8', start, end)
    })
    return Buffer.from(joinWritten([...cells, ...surplus]))
  }

  #reserve(bytes: number): void {
    if (this.#batchLength + bytes > this.#batch.length) this.#close(bytes)
  }

  #close(next: number): void {
    if (this.#batchLength > 0) this.#full.push(this.#batch.subarray(0, this.#batchLength))
    this.#batch = Buffer.allocUnsafeSlow(Math.max(next, BATCH_BYTES))
    this.#batchLength = 0
  }

  #writeNumber(value: number): number {
    const text = String(value)
    for (let i = 0; i < text.length; i++) this.#batch[this.#batchLength + i] = text.charCodeAt(i)
    return this.#batchLength + text.length
  }
}

/** A cell, cut where it is larger than what is shown of one. */
function beginningOf(cell: Buffer): string {
  if (cell.length <= beginningBytes) return cell.toString('utf8')
  const some = cell.subarray(0, beginningBytes)
  return `${some.toString('utf8', 0, completeUtf8Length(some))}…`
}

/** Whether a cell holds nothing but spaces and line ends. */
function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte === 0xc2 && bytes[i + 1] === 0xa0) i++
    else if (byte !== 32 && (byte < 9 || byte > 13)) return false
  }
  return true
}
