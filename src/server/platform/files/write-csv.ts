import { neutraliseFormula } from '../../../shared/files/formula-text.ts'

export type CsvOptions = {
  /** `;` unless said. */
  delimiter?: ';' | ',' | '\t'
  /** Text that a spreadsheet would run as a formula gets an apostrophe in front, which it shows as plain text. */
  isNeutralised?: boolean
}

export type CsvCell = string | number | null | undefined

/** One row of a CSV file with its line end (RFC 4180): cells are quoted where they must be. */
export function csvRow(cells: readonly CsvCell[], { delimiter = ';', isNeutralised = false }: CsvOptions = {}): string {
  const row = cells
    .map((cell) => (cell === null || cell === undefined ? '' : String(cell)))
    .map((text) => quote(isNeutralised ? neutraliseFormula(text) : text, delimiter))
    .join(delimiter)
  // A row of one empty cell would be a blank line, which readers skip.
  return `${row === '' ? '""' : row}\r\n`
}

function quote(text: string, delimiter: string): string {
  const isPlain = !/["\r\n]/.test(text) && !text.includes(delimiter) && text.trim() === text
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`
}
