/** What a column of a sheet holds: texts, plain decimal texts ('-12.50'), or days ('2026-03-01'). */
export type ColumnKind = 'text' | 'number' | 'date'

export type SheetColumn = {
  header: string
  kind: ColumnKind
  /** About how many characters are to be seen; 16 unless said. */
  width?: number
}

export type SheetRow = readonly (string | null)[]

/** A sheet as it is written: rows come in batches, so that one of 1,000,000 rows never stands in memory. */
export type Sheet = {
  name: string
  columns: readonly SheetColumn[]
  rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>
}

export type Workbook = { title: string; author: string; createdAt: Date; sheets: readonly Sheet[] }

/** The most rows that a sheet of any spreadsheet program holds, its header among them. */
export const maxSheetRows = 1_048_576
/** The most characters that a cell of any spreadsheet program holds. */
export const maxCellLength = 32_767

/** Numbers that spreadsheets keep to the digit: they count in floating point, of 15 digits. */
export const isExactNumber = (text: string): boolean =>
  /^-?\d{1,15}(\.\d{1,15})?$/.test(text) && text.replace(/[-.]/g, '').length <= 15

/** Characters that XML cannot hold, halves of characters among them. */
export const unwritable = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]`,
    String.raw`[\ud800-\udbff](?![\udc00-\udfff])`,
    String.raw`(?<![\ud800-\udbff])[\udc00-\udfff]`,
  ].join('|'),
  'g',
)

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Text as XML content and attributes hold it. */
export const xmlText = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter) : text
