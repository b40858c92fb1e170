/** A title as it can be kept: PostgreSQL has no NUL, and an accent may be apart from its letter. */
export const readTitle = (cell: string): string => cell.replaceAll('\0', '').normalize('NFC').trim()
