import type { CsvDelimiter } from './csv-dialect.ts'

const QUOTE = 34

/** The cells of one record as text; `repaired` is the 1-based column of the first cell whose quotes do not fit. */
export type SplitRecord = { cells: string[]; repaired: number | undefined }

/**
 * The cells of the record `bytes[start, end)`, as CsvScanner found it: quotes taken off, doubled quotes halved.
 * A quote inside an unquoted cell is itself. Text behind a closing quote belongs to the cell, and when it ends in a
 * quote the inner quotes were never doubled: `"Café "Le Bon" SA"` is `Café "Le Bon" SA`.
 */
export function splitCells(bytes: Buffer, start: number, end: number, delimiter: CsvDelimiter): SplitRecord {
  const delimiterByte = delimiter.charCodeAt(0)
  const cells: string[] = []
  let repaired: number | undefined
  let i = start
  for (;;) {
    const close = bytes[i] === QUOTE && i < end ? closingQuote(bytes, i, end) : -1
    const cellEnd = delimiterFrom(bytes, close < 0 ? i : close + 1, end, delimiterByte)
    if (close < 0) {
      cells.push(bytes.toString('utf8', i, cellEnd))
    } else {
      const tail = bytes.toString('utf8', close + 1, cellEnd).trimEnd()
      cells.push(quotedText(bytes.toString('utf8', i + 1, close), tail))
      if (tail !== '') repaired ??= cells.length
    }
    if (cellEnd >= end) return { cells, repaired }
    i = cellEnd + 1
  }
}

function closingQuote(bytes: Buffer, open: number, end: number): number {
  let i = open + 1
  for (;;) {
    while (i < end && bytes[i] !== QUOTE) i++
    if (i >= end) return -1
    if (i + 1 >= end || bytes[i + 1] !== QUOTE) return i
    i += 2
  }
}

function delimiterFrom(bytes: Buffer, index: number, end: number, delimiter: number): number {
  let i = index
  while (i < end && bytes[i] !== delimiter) i++
  return i
}

function quotedText(inner: string, tail: string): string {
  const text = tail.endsWith('"') ? `${inner}"${tail.slice(0, -1)}` : inner
  const unquoted = text.includes('"') ? text.replaceAll('""', '"') : text
  return tail.endsWith('"') ? unquoted : unquoted + tail
}
