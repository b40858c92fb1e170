import type { SampleRecord } from './detect-dialect.ts'

/** `isCertain` is false when no record looks like titles and the first full one was taken. */
export type GuessedHeader = { row: number; isCertain: boolean }

/**
 * The header among the first records of a file whose records mostly have `columns` cells: the first one at least half
 * filled, with distinct cells that mostly are no numbers. So a preamble is passed over, and a header that is shorter
 * than the rows below it is still found. `row` is 0 when there are no records.
 */
export function guessHeaderRow(records: SampleRecord[], columns: number): GuessedHeader {
  const titles = records.find(({ cells }) => areTitles(cells, columns))
  if (titles) return { row: titles.row, isCertain: true }
  const full = records.find(({ cells }) => cells.length === columns) ?? records[0]
  return { row: full?.row ?? 0, isCertain: false }
}

function areTitles(cells: string[], columns: number): boolean {
  const filled = cells.map((cell) => cell.trim().toLowerCase()).filter((cell) => cell !== '')
  if (filled.length < Math.max(1, columns / 2)) return false
  const numbers = filled.filter((cell) => /^[\d\s.,;:/%€$+-]+$/.test(cell)).length
  const isDistinct = new Set(filled).size >= filled.length * 0.6
  return numbers <= filled.length * 0.3 && isDistinct
}
