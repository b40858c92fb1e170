/** What counts as space in a cell: space, tab, line ends, and the no-break spaces of French typography. SQL twin: clean_cell(). */
const blanks = /[ \t\n\r\u00a0\u202f]+/g

/** Without outer space, inner space folded to one. */
export const foldBlanks = (text: string): string => text.replace(blanks, ' ').replace(/^ | $/g, '')

/** Without outer space. SQL twin: clean_lines(). */
export const trimBlanks = (text: string): string =>
  text.replace(/^[ \t\n\r\u00a0\u202f]+/, '').replace(/[ \t\n\r\u00a0\u202f]+$/, '')

/** Without any space. */
export const dropBlanks = (text: string): string => text.replace(blanks, '')
