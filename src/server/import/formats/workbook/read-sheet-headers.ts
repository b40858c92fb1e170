import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { maxColumns } from '../../csv/csv-dialect.ts'
import type { SampleRecord } from '../../csv/detect-dialect.ts'
import { readTitle } from '../../csv/read-title.ts'

/**
 * The titles of a sheet, and '' for each further column that a tenth of its first rows, and two of them, have something
 * in: a lone note at the far right is no column. Throws 'file-no-header', 'file-too-many-columns'.
 */
export function readSheetHeaders(records: readonly SampleRecord[], headerRow: number): string[] {
  const titles = records.find(({ row }) => row === headerRow)?.cells.map(readTitle) ?? []
  if (titles.every((title) => title === '')) throw new RafaleError('file-no-header', { row: headerRow })
  const data = records.filter(({ row }) => row > headerRow)
  const filled: number[] = []
  for (const { cells } of data) {
    cells.forEach((cell, column) => {
      if (cell.trim() !== '') filled[column] = (filled[column] ?? 0) + 1
    })
  }
  const needed = Math.max(data.length > 1 ? 2 : 1, data.length / 10)
  const lastFilled = filled.findLastIndex((count) => count !== undefined && count >= needed)
  const lastTitle = titles.findLastIndex((title) => title !== '')
  const count = Math.max(lastTitle, lastFilled) + 1
  if (count > maxColumns) throw new RafaleError('file-too-many-columns', { count, limit: maxColumns })
  return Array.from({ length: count }, (_, index) => titles[index] ?? '')
}
