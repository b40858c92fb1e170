import { rowFaults, type RowFaultCode } from '../../../shared/errors/file-errors.ts'

/** Something wrong with one record of a file; `row` as CsvScanner numbers it, `column` from 1. */
export type RowFault = { row: number; column?: number; code: RowFaultCode }

const codes = Object.keys(rowFaults) as RowFaultCode[]
const numbers = new Map(codes.map((code, number) => [code, number]))

/** Faults of rows, in order of discovery, every one of them, in 7 bytes each: a file may have one in every row. */
export class RowFaults implements Iterable<RowFault> {
  size = 0
  #rows = new Int32Array(64)
  #columns = new Uint16Array(64)
  #codes = new Uint8Array(64)

  add(code: RowFaultCode, row: number, column = 0): void {
    if (this.size === this.#rows.length) this.#grow()
    this.#rows[this.size] = row
    this.#columns[this.size] = column
    this.#codes[this.size] = numbers.get(code) ?? 0
    this.size++
  }

  *[Symbol.iterator](): Generator<RowFault> {
    for (let at = 0; at < this.size; at++) {
      const [row, column, code] = [this.#rows[at]!, this.#columns[at]!, codes[this.#codes[at]!]!]
      yield column === 0 ? { row, code } : { row, column, code }
    }
  }

  #grow(): void {
    const larger = <Numbers extends Int32Array | Uint16Array | Uint8Array>(into: Numbers, from: Numbers) => {
      into.set(from)
      return into
    }
    const length = this.size * 2
    this.#rows = larger(new Int32Array(length), this.#rows)
    this.#columns = larger(new Uint16Array(length), this.#columns)
    this.#codes = larger(new Uint8Array(length), this.#codes)
  }
}
