import type { PreviewWarningCode } from '../../../shared/errors/file-errors.ts'
import { type ErrorParams, RafaleError } from '../../../shared/errors/rafale-error.ts'
import { type CsvDelimiter, type CsvEncoding, maxColumns, maxRecordBytes } from './csv-dialect.ts'
import { detectDialect, modalColumns, readRecords, type SampleRecord } from './detect-dialect.ts'
import { detectEncoding } from './detect-encoding.ts'
import { guessHeaderRow } from './guess-header-row.ts'
import { chunkBytes, readChunks } from './read-chunks.ts'
import { readTitle } from './read-title.ts'
import { utf8Decoder } from './utf8-decoder.ts'

export type CsvPreviewOptions = {
  encoding?: CsvEncoding | undefined
  delimiter?: CsvDelimiter | undefined
  /** The record with the titles, counted from 1; 0 says that the file has none. */
  headerRow?: number | undefined
  /** How many rows of data to return; 20 when not said. */
  rows?: number
}

/** `headers` trimmed, an untitled column is ''; rows padded or cut to as many cells. What was not said was found. */
export type CsvPreview = {
  encoding: CsvEncoding
  delimiter: CsvDelimiter
  quote: '"'
  headerRow: number
  headers: string[]
  rows: string[][]
  /** The number of each of the rows in the file. */
  rowNumbers: number[]
  warnings: { code: PreviewWarningCode; params: ErrorParams }[]
}

const SAMPLE_RECORDS = 200

/**
 * The first rows of a delimited file as the wizard shows them, with the encoding, delimiter and header row under which
 * they were read. Reads the whole file once when the encoding is not given, else about 1 MiB.
 * Throws what detectEncoding throws, and `file-empty`, `file-no-header`, `file-too-many-columns`, `file-line-too-long`.
 */
export async function readCsvPreview(path: string, options: CsvPreviewOptions = {}): Promise<CsvPreview> {
  const encoding = options.encoding ?? (await detectEncoding(path)).encoding
  const { sample, isWhole } = await readSample(path, encoding)
  const detected = detectDialect(sample, isWhole)
  const delimiter = options.delimiter ?? detected.delimiter
  const wanted = (options.headerRow ?? 0) + (options.rows ?? 20)
  const { records } = readRecords(sample, isWhole, delimiter, Math.max(SAMPLE_RECORDS, wanted))
  if (records.length === 0) throw new RafaleError('file-empty')
  const header = options.headerRow ?? guessHeaderRow(records, modalColumns(records).columns)
  const headerRow = typeof header === 'number' ? header : header.row
  const data = records.filter(({ row }) => row > headerRow)
  const headers = readHeaders(records, data, headerRow)

  const warnings: CsvPreview['warnings'] = []
  if (options.encoding === undefined && encoding === 'windows-1252') {
    warnings.push({ code: 'encoding-guessed', params: { encoding } })
  }
  if (options.delimiter === undefined && !detected.isCertain) warnings.push({ code: 'delimiter-guessed', params: {} })
  if (typeof header !== 'number' && !header.isCertain)
    warnings.push({ code: 'header-guessed', params: { row: headerRow } })
  if (records.some(({ row }) => row < headerRow))
    warnings.push({ code: 'preamble-skipped', params: { row: headerRow } })

  const shown = data.slice(0, options.rows ?? 20)
  const rows = shown.map(({ cells }) => headers.map((_, index) => cells[index] ?? ''))
  return {
    encoding,
    delimiter,
    quote: '"',
    headerRow,
    headers,
    rows,
    rowNumbers: shown.map(({ row }) => row),
    warnings,
  }
}

/** About 1 MiB of text; more only while not even one line of it has ended. */
async function readSample(path: string, encoding: CsvEncoding): Promise<{ sample: Buffer; isWhole: boolean }> {
  const decoder = utf8Decoder(encoding)
  let sample = Buffer.alloc(0)
  for await (const chunk of readChunks(path)) {
    if (sample.length >= chunkBytes && /[\r\n]/.test(sample.toString('latin1'))) return { sample, isWhole: false }
    if (sample.length > maxRecordBytes)
      throw new RafaleError('file-line-too-long', { limit: maxRecordBytes / 1024 ** 2 })
    sample = Buffer.concat([sample, decoder.write(chunk)])
  }
  return { sample: Buffer.concat([sample, decoder.end()]), isWhole: true }
}

/** The titles, and '' for each further column that rows of the usual number of cells have something in. */
function readHeaders(records: SampleRecord[], data: SampleRecord[], headerRow: number): string[] {
  const titles = records.find(({ row }) => row === headerRow)?.cells.map(readTitle) ?? []
  if (headerRow > 0 && titles.length === 0) throw new RafaleError('file-no-header', { row: headerRow })
  const usual = modalColumns(data).columns
  const lengths = data.filter(({ cells }) => cells.length === usual).map(({ cells }) => filledLength(cells))
  const count = Math.max(filledLength(titles), ...lengths)
  if (count > maxColumns) throw new RafaleError('file-too-many-columns', { count, limit: maxColumns })
  return Array.from({ length: count }, (_, index) => titles[index] ?? '')
}

function filledLength(cells: string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}
