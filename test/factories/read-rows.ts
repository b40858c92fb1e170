import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RowSink } from '../../src/server/import/formats/row-sink.ts'
import type { Workbook } from '../../src/server/import/formats/workbook/workbook.ts'

/** Runs `work` on bytes as a file on disk, gone afterwards. */
export async function withFile<T>(bytes: string | Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  try {
    const path = join(directory, 'file')
    await writeFile(path, bytes)
    return await work(path)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Gathers what a reader tells: rows as text, faults as `row:column code`, hidden rows. */
export class GatheredRows implements RowSink {
  readonly rows = new Map<number, string[]>()
  readonly faults: string[] = []
  readonly hidden: number[] = []
  #row = 0
  #cells: string[] = []

  startRow(row: number, isHidden: boolean): void {
    this.#row = row
    this.#cells = []
    if (isHidden) this.hidden.push(row)
  }
  cell(column: number, bytes: Buffer, start: number, end: number): void {
    while (this.#cells.length < column) this.#cells.push('')
    this.#cells[column] = bytes.toString('utf8', start, end)
  }
  cellFault(code: string, column: number): void {
    this.faults.push(`${this.#row}:${column} ${code}`)
  }
  rowFault(code: string, column?: number): void {
    this.faults.push(`${this.#row}:${column ?? ''} ${code}`)
  }
  endRow(): boolean {
    if (this.#cells.length > 0) this.rows.set(this.#row, this.#cells)
    return true
  }
}

/** A sheet of a workbook, whole. */
export async function gatherSheet(workbook: Workbook, place = 0) {
  const sink = new GatheredRows()
  const merges = await workbook.readSheet(place, sink)
  return { rows: [...sink.rows.values()], byNumber: sink.rows, faults: sink.faults, hidden: sink.hidden, merges }
}
