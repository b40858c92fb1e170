import type { Dialect } from '../../../shared/contract/import-file.contract.ts'

/**
 * Rows of several sheets that are one import have numbers of their own: those of the first are the sheet's, those of the
 * next are as much higher for each sheet before. No sheet has as many rows.
 */
export const rowsPerSheet = 2 ** 21

/** Where a row stands in its file: the sheet, where several are one import, and its number there. */
export type RowPlace = { sheet: string | null; line: number }

export function placeOfRow(dialect: Dialect | null, row: number): RowPlace {
  const sheets = dialect && 'sheets' in dialect ? dialect.sheets : []
  if (sheets.length < 2) return { sheet: null, line: row }
  return { sheet: sheets[Math.floor(row / rowsPerSheet)]?.name ?? null, line: row % rowsPerSheet }
}
