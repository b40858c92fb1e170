/** Workbooks of the older formats (XLS, XLSB), by a library in a process of its own. */
import type { WorkbookFormat } from '../../../../shared/contract/import-file.contract.ts'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { CellText } from '../cell-text.ts'
import { PreviewRows } from '../preview-rows.ts'
import type { RowSink } from '../row-sink.ts'
import { readFormat, type NumberFormat } from '../workbook/number-format.ts'
import { numberText } from '../workbook/number-text.ts'
import type { MergedCells, ReadSheetOptions, Workbook } from '../workbook/workbook.ts'
import { runOldReader, type OldBook, type OldCell, type OldRow } from './run-old-reader.ts'

/** Rows of each sheet that the first reading gives: enough for the usual preview. */
const firstRows = 260
const rowsPerFlush = 500

/** The workbook of a file. Throws what runOldReader throws, and 'file-no-sheet'. */
export async function openOld(path: string, format: WorkbookFormat): Promise<Workbook> {
  let book: OldBook | undefined
  const first: OldRow[] = []
  for await (const line of runOldReader({ path, format, rows: firstRows })) {
    if ('sheets' in line) book = line
    else if (Array.isArray(line)) first.push(line)
  }
  if (!book || book.sheets.length === 0) throw new RafaleError('file-no-sheet')
  const { sheets, active, is1904 } = book

  async function readSheet(place: number, sink: RowSink, options: ReadSheetOptions = {}): Promise<MergedCells[]> {
    const teller = new RowTeller(sink, is1904)
    let merges: MergedCells[] = []
    let count = 0
    for await (const line of runOldReader({ path, format, place, signal: options.signal })) {
      if ('merges' in line) merges = line.merges
      else if (Array.isArray(line)) {
        if (!teller.tell(line)) break
        if (++count % rowsPerFlush === 0) await options.afterRows?.()
      }
    }
    await options.afterRows?.()
    return merges
  }

  async function previewSheet(place: number, rows: number): Promise<PreviewRows> {
    const sink = new PreviewRows(rows)
    const teller = new RowTeller(sink, is1904)
    if (rows <= firstRows - 60) {
      for (const row of first) if (row[0] === place && !teller.tell(row)) break
      return sink
    }
    for await (const line of runOldReader({ path, format, place, rows: rows + 60 })) {
      if (Array.isArray(line) && !teller.tell(line)) break
    }
    return sink
  }

  return { sheets, active, readSheet, previewSheet, close: () => undefined }
}

/** Gives rows to a sink, their values as text. */
class RowTeller {
  readonly #sink: RowSink
  readonly #is1904: boolean
  readonly #formats = new Map<string, NumberFormat>()
  readonly #text = new CellText()

  constructor(sink: RowSink, is1904: boolean) {
    this.#sink = sink
    this.#is1904 = is1904
  }

  tell([, row, isHidden, cells]: OldRow): boolean {
    this.#sink.startRow(row, isHidden)
    for (const cell of cells) this.#tellCell(cell)
    return this.#sink.endRow()
  }

  #tellCell([column, type, value, format]: OldCell): void {
    if (value === null) return this.#sink.cellFault('formula-not-computed', column)
    const text = this.#text
    text.setText(type === 'n' ? numberText(String(value), this.#format(format), this.#is1904) : String(value))
    if (text.isTooLarge) return this.#sink.rowFault('cell-too-large', column)
    if (text.length > 0) this.#sink.cell(column, text.bytes, 0, text.length)
    if (type === 'e') this.#sink.cellFault('cell-error', column)
  }

  #format(code: string | null): NumberFormat {
    const known = this.#formats.get(code ?? '')
    if (known) return known
    const format = readFormat(code ?? 'General')
    this.#formats.set(code ?? '', format)
    return format
  }
}
