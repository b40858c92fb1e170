import type { PreviewRows } from '../preview-rows.ts'
import type { RowSink } from '../row-sink.ts'

export type SheetInfo = { name: string; isHidden: boolean }

/** Cells that are one: the first of the `rows` by `columns` has what all of them show. 1-based rows, 0-based columns. */
export type MergedCells = { row: number; rows: number; column: number; columns: number }

export type ReadSheetOptions = {
  signal?: AbortSignal | undefined
  /** Waited for now and then, so that the rows read can go out before more come in. */
  afterRows?: () => Promise<void> | void
  /** Share of the file read so far. */
  onProgress?: (share: number) => void
}

/** A file of sheets, open for reading. */
export type Workbook = {
  sheets: readonly SheetInfo[]
  /** Place of the sheet that was open when the file was saved. */
  active: number
  /** Its rows go to the sink, in order; the cells merged below or beside their first one, where that is told apart. */
  readSheet(place: number, sink: RowSink, options?: ReadSheetOptions): Promise<MergedCells[]>
  /** The first rows of it that are not blank. */
  previewSheet(place: number, rows: number): Promise<PreviewRows>
  close(): void
}
