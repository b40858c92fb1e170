export const csvEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'] as const
/** An encoding we read; UTF-32 is recognised only to be refused. */
export type CsvEncoding = (typeof csvEncodings)[number]

export const csvDelimiters = [',', ';', '\t', '|'] as const
export type CsvDelimiter = (typeof csvDelimiters)[number]

/** Largest cell that is staged, in bytes of UTF-8; a record with a larger one is refused whole. */
export const maxCellBytes = 1024 * 1024
/** Largest record, in bytes of UTF-8; also what an unclosed quote may run over before it is given up, and so the reader's memory. */
export const maxRecordBytes = 16 * 1024 * 1024
/** Most columns of a file; PostgreSQL's own limit for a table is 1,600. */
export const maxColumns = 1000
