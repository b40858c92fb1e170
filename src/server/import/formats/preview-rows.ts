import type { SampleRecord } from '../csv/detect-dialect.ts'
import type { RowSink } from './row-sink.ts'

const cellLength = 1000
/** One more than can be staged, so that too many are noticed. */
const columnsKept = 20_000

/** Keeps the first rows that are not blank, as text; long cells cut. */
export class PreviewRows implements RowSink {
  readonly records: SampleRecord[] = []
  hiddenRows = 0
  readonly #wanted: number
  #cells: string[] = []
  #row = 0
  #isHidden = false

  constructor(wanted: number) {
    this.#wanted = wanted
  }

  startRow(row: number, isHidden: boolean): void {
    this.#cells = []
    this.#row = row
    this.#isHidden = isHidden
  }

  cell(column: number, bytes: Buffer, start: number, end: number): void {
    if (column >= columnsKept) return
    const text = bytes.toString('utf8', start, Math.min(end, start + 4 * cellLength))
    while (this.#cells.length < column) this.#cells.push('')
    this.#cells[column] = text.slice(0, cellLength)
  }

  cellFault(): void {}
  rowFault(): void {}

  endRow(): boolean {
    if (this.#cells.some((cell) => cell.trim() !== '')) {
      this.records.push({ row: this.#row, cells: this.#cells })
      if (this.#isHidden) this.hiddenRows++
    }
    return this.records.length < this.#wanted
  }
}
