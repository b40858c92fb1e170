import type { CheckedRow } from './use-check-queries.ts'

export const headerHeight = 34
const cellsHeight = 35
const messageHeight = 20

/** How many problems of a row are told under it. */
export const told = 3

/** The height of a row: its cells, and under them a line for the record it was said to update and for each problem told. */
export function heightOf(row: CheckedRow | undefined): number {
  const count = row && !row.isSkipped ? Math.min(told, row.problems.length) + (row.choice ? 1 : 0) : 0
  return cellsHeight + (count === 0 ? 0 : count * messageHeight + 6)
}
