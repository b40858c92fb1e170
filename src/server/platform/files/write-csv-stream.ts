import { Readable } from 'node:stream'
import type { Sheet } from './sheet.ts'
import { csvRow, type CsvOptions } from './write-csv.ts'

export type CsvFileOptions = Required<Pick<CsvOptions, 'delimiter'>> & { decimal: ',' | '.' }

/**
 * A sheet as CSV, in UTF-8 with a byte order mark (without, Excel takes it for Windows-1252), batch by batch. Formula
 * text is neutralised; numbers have the decimal mark of the language, since "1.5" is the first of May to a French Excel.
 */
export function writeCsvStream({ columns, rows }: Sheet, { delimiter, decimal }: CsvFileOptions): Readable {
  const options: CsvOptions = { delimiter, isNeutralised: true }
  const numbers = decimal === ',' ? columns.map(({ kind }) => kind === 'number') : []
  async function* texts() {
    yield `\uFEFF${csvRow(
      columns.map(({ header }) => header),
      options,
    )}`
    for await (const batch of rows) {
      let text = ''
      for (const row of batch) {
        const cells = numbers.includes(true)
          ? row.map((cell, index) => (numbers[index] && cell ? cell.replace('.', ',') : cell))
          : row
        text += csvRow(cells, options)
      }
      yield text
    }
  }
  return Readable.from(texts(), { objectMode: false, highWaterMark: 256 * 1024 })
}
