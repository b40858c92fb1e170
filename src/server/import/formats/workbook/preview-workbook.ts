import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { modalColumns } from '../../csv/detect-dialect.ts'
import { guessHeaderRow } from '../../csv/guess-header-row.ts'
import type { PreviewRows } from '../preview-rows.ts'
import { readSheetHeaders } from './read-sheet-headers.ts'
import type { Workbook } from './workbook.ts'

/** A sheet as its first rows show it. */
export type SheetPreview = {
  place: number
  name: string
  isHidden: boolean
  headerRow: number
  isHeaderCertain: boolean
  headers: string[]
  /** The rows of data, as many cells as headers. */
  rows: { row: number; cells: string[] }[]
  hasPreamble: boolean
}

const sampleRows = 200

/** The first rows of a sheet, titles found or where they are said to be. Throws 'file-empty', 'file-no-header'. */
export async function previewSheet(
  workbook: Workbook,
  place: number,
  said: { headerRow?: number | undefined; rows?: number } = {},
): Promise<SheetPreview> {
  const { records } = await sampleSheet(workbook, place, said)
  if (records.length === 0) throw new RafaleError('file-empty')
  const guessed = guessHeaderRow(records, modalColumns(records).columns)
  const headerRow = said.headerRow ?? guessed.row
  const data = records.filter(({ row }) => row > headerRow)
  const headers = readSheetHeaders(records, headerRow)
  return {
    place,
    ...workbook.sheets[place]!,
    headerRow,
    isHeaderCertain: said.headerRow !== undefined || guessed.isCertain,
    headers,
    rows: data.map(({ row, cells }) => ({ row, cells: headers.map((_, at) => cells[at] ?? '') })),
    hasPreamble: records.some(({ row }) => row < headerRow),
  }
}

/** More rows when the titles are said to be further down than usual. */
async function sampleSheet(
  workbook: Workbook,
  place: number,
  { headerRow = 0, rows = 20 }: { headerRow?: number | undefined; rows?: number },
): Promise<PreviewRows> {
  return workbook.previewSheet(place, Math.max(sampleRows, headerRow + rows))
}

/** The place of the sheet of that name; throws 'file-sheet-unknown'. */
export function placeOfSheet({ sheets }: Workbook, name: string): number {
  const exact = sheets.findIndex((sheet) => sheet.name === name)
  const place = exact >= 0 ? exact : sheets.findIndex((sheet) => sheet.name.toLowerCase() === name.toLowerCase())
  if (place < 0) {
    throw new RafaleError('file-sheet-unknown', { sheet: name, sheets: sheets.map((sheet) => sheet.name).join(', ') })
  }
  return place
}
