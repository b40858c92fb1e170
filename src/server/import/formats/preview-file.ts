/**
 * How a file is read, found out or said, and its first rows under that: for the first step of an import, the command
 * line and the API.
 */
import type {
  CardsDialect,
  Dialect,
  FileFormat,
  TextDialect,
  WorkbookDialect,
} from '../../../shared/contract/import-file.contract.ts'
import type { PreviewWarningCode } from '../../../shared/errors/file-errors.ts'
import { RafaleError, type ErrorParams, type Language } from '../../../shared/errors/rafale-error.ts'
import { readCsvPreview } from '../csv/read-csv-preview.ts'
import { detectCardEncoding } from './vcf/detect-card-encoding.ts'
import { previewCards, usedColumns } from './vcf/preview-cards.ts'
import { joinSheets, sheetsThatJoin, type Guessing } from './workbook/join-sheets.ts'
import { withWorkbook } from './workbook/open-workbook.ts'
import { placeOfSheet, previewSheet, type SheetPreview } from './workbook/preview-workbook.ts'
import type { Workbook } from './workbook/workbook.ts'

/** What somebody says of how a file is read; the rest is found out. */
export type SaidDialect = {
  encoding?: TextDialect['encoding'] | undefined
  delimiter?: TextDialect['delimiter'] | undefined
  /** Of every sheet that is read. */
  headerRow?: number | undefined
  /** Names of the sheets to be read as one import. */
  sheets?: readonly string[] | undefined
}

/** Something to be told about the reading of a file, in no language yet. */
export type StoredNote = { code: PreviewWarningCode; params: ErrorParams }

export type FilePreview = {
  dialect: Dialect
  headers: string[]
  rows: string[][]
  rowNumbers: number[]
  sheets: { name: string; isHidden: boolean }[]
  notes: StoredNote[]
}

/** How a file of that format is read, what is said included. Throws the errors of files that cannot be read. */
export async function findDialect(
  path: string,
  format: FileFormat,
  { said, ...guessing }: Guessing & { said: SaidDialect },
): Promise<Dialect> {
  if (format === 'text') return (await previewText(path, said, 20)).dialect
  if (format === 'vcf') {
    const dialect: CardsDialect = { format, encoding: said.encoding ?? (await detectCardEncoding(path)) }
    await usedColumns(path, dialect)
    return dialect
  }
  return withWorkbook(path, format, async (workbook) => {
    const sheets = said.sheets?.length
      ? await previewNamed(workbook, said.sheets, said.headerRow)
      : await findSheets(workbook, said.headerRow, guessing)
    joinSheets(sheets, guessing)
    return { format, sheets: sheets.map(({ name, headerRow }) => ({ name, headerRow })) }
  })
}

export type PreviewRequest = SaidDialect & {
  dialect: Dialect
  /** The sheet looked at. */
  sheet?: string | undefined
  rows: number
  language: Language
}

/** The first rows of a file as a dialect reads them, some of it said otherwise; of one sheet, where there are several. */
export function previewFile(path: string, { dialect, rows, language, ...said }: PreviewRequest): Promise<FilePreview> {
  switch (dialect.format) {
    case 'text':
      return previewText(path, { ...dialect, ...definedOf(said) }, rows)
    case 'vcf':
      return previewCards(path, {
        dialect: { ...dialect, encoding: said.encoding ?? dialect.encoding },
        rows,
        language,
      })
    default:
      return previewChosen(path, dialect, said, rows)
  }
}

const definedOf = ({ encoding, delimiter, headerRow }: SaidDialect): SaidDialect => ({
  ...(encoding ? { encoding } : {}),
  ...(delimiter ? { delimiter } : {}),
  ...(headerRow ? { headerRow } : {}),
})

async function previewText(path: string, said: SaidDialect, count: number): Promise<FilePreview> {
  const { encoding, delimiter, headerRow } = said
  const read = await readCsvPreview(path, { encoding, delimiter, headerRow, rows: count })
  return {
    dialect: { format: 'text', encoding: read.encoding, delimiter: read.delimiter, headerRow: read.headerRow },
    headers: read.headers,
    rows: read.rows,
    rowNumbers: read.rowNumbers,
    sheets: [],
    notes: read.warnings,
  }
}

function previewChosen(
  path: string,
  { format, sheets }: WorkbookDialect,
  said: { sheet?: string | undefined; headerRow?: number | undefined },
  count: number,
): Promise<FilePreview> {
  return withWorkbook(path, format, async (workbook) => {
    const name = said.sheet ?? sheets[0]!.name
    const chosen = sheets.find((one) => one.name === name)
    const headerRow = said.headerRow ?? chosen?.headerRow
    const sheet = await previewSheet(workbook, placeOfSheet(workbook, name), { headerRow, rows: count })
    const shown = sheet.rows.slice(0, count)
    return {
      dialect: { format, sheets: [{ name: sheet.name, headerRow: sheet.headerRow }] },
      headers: sheet.headers,
      rows: shown.map(({ cells }) => cells),
      rowNumbers: shown.map(({ row }) => row),
      sheets: workbook.sheets.map((one) => ({ name: one.name, isHidden: one.isHidden })),
      notes: notesOf(workbook, sheet),
    }
  })
}

function notesOf(workbook: Workbook, sheet: SheetPreview): StoredNote[] {
  const hidden = workbook.sheets.filter((one) => one.isHidden && one.name !== sheet.name)
  return [
    ...(sheet.isHidden ? [{ code: 'sheet-is-hidden' as const, params: { sheet: sheet.name } }] : []),
    ...(hidden.length > 0
      ? [{ code: 'sheets-hidden' as const, params: { sheets: hidden.map(({ name }) => name).join(', ') } }]
      : []),
    ...(sheet.isHeaderCertain ? [] : [{ code: 'header-guessed' as const, params: { row: sheet.headerRow } }]),
    ...(sheet.hasPreamble ? [{ code: 'preamble-skipped' as const, params: { row: sheet.headerRow } }] : []),
  ]
}

async function previewNamed(
  workbook: Workbook,
  names: readonly string[],
  headerRow: number | undefined,
): Promise<SheetPreview[]> {
  const previews: SheetPreview[] = []
  for (const name of names) previews.push(await previewSheet(workbook, placeOfSheet(workbook, name), { headerRow }))
  return previews
}

const sheetsLookedAt = 20

/** The sheet that was open, else the first one seen that has rows; and those that are one import with it. */
async function findSheets(
  workbook: Workbook,
  headerRow: number | undefined,
  guessing: Guessing,
): Promise<SheetPreview[]> {
  const places = workbook.sheets.map((_, place) => place)
  const seen = places.filter((place) => !workbook.sheets[place]?.isHidden)
  const order = [...seen.filter((place) => place === workbook.active), ...seen.filter((p) => p !== workbook.active)]
  let problem: unknown = new RafaleError('file-no-sheet')
  const found: SheetPreview[] = []
  for (const place of [...order, ...places.filter((one) => !seen.includes(one))].slice(0, sheetsLookedAt)) {
    // A sheet nobody sees is read only where there is no other.
    if (workbook.sheets[place]?.isHidden && found.length > 0) break
    try {
      found.push(await previewSheet(workbook, place, { headerRow }))
    } catch (error) {
      if (!(error instanceof RafaleError) || !readingFaults.has(error.code)) throw error
      if (error.code !== 'file-empty') problem = error
    }
  }
  if (found.length === 0) throw problem
  return sheetsThatJoin(found, guessing)
}

/** What is wrong with one sheet, others may be sound. */
const readingFaults: ReadonlySet<string> = new Set(['file-empty', 'file-no-header', 'file-too-many-columns'])
