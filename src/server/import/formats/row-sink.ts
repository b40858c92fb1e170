import type { CellFaultCode, RowFaultCode } from '../../../shared/errors/file-errors.ts'

/**
 * Takes the rows of a table as a reader of some format meets them: in the order of the file, cells by their 0-based
 * column, those that are empty or missing left out. Row numbers are the format's own, from 1, and rise.
 */
export type RowSink = {
  /** Each row that has a cell; `isHidden` as somebody hid or filtered it out. */
  startRow(row: number, isHidden: boolean): void
  /** `bytes[start, end)` is the cell's text as UTF-8; valid during the call. */
  cell(column: number, bytes: Buffer, start: number, end: number): void
  /** A cell that says of itself that it has no value, or that could not be read. */
  cellFault(code: CellFaultCode, column: number): void
  /** Something about the row just started. */
  rowFault(code: RowFaultCode, column?: number): void
  /** False when no more rows are wanted. */
  endRow(): boolean
}
