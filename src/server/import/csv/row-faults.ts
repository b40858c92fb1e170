import type { RowFaultCode } from '../../../shared/errors/file-errors.ts'

/** Something wrong with one record of a file; `row` as CsvScanner numbers it, `column` from 1. */
export type RowFault = { row: number; column?: number; code: RowFaultCode }

const maxKept = 10_000

/** Faults of rows, in order of discovery: the first 10,000 kept, all of them counted per code. */
export class RowFaults {
  readonly kept: RowFault[] = []
  readonly totals: Partial<Record<RowFaultCode, number>> = {}

  add(code: RowFaultCode, row: number, column?: number): void {
    this.totals[code] = (this.totals[code] ?? 0) + 1
    if (this.kept.length < maxKept) this.kept.push(column === undefined ? { row, code } : { row, column, code })
  }
}
