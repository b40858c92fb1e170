/**
 * The cells of a row as its file has them, kept in one text of the staging table where its columns do not hold them: rows
 * that could not be read, and rows of more cells than there are columns.
 */
const separator = '\u001f'
/** A spreadsheet shows no longer cell; what is larger was refused for it. */
const longest = 32_000

export const joinWritten = (cells: readonly string[]): string =>
  cells
    .map((cell) => (cell.length > longest ? `${cell.slice(0, longest)}…` : cell))
    .map((cell) => cell.replaceAll('\0', '').replaceAll(separator, ' '))
    .join(separator)

export const splitWritten = (text: string): string[] => text.split(separator)
