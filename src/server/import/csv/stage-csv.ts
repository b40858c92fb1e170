import { pipeline } from 'node:stream/promises'
import { type ClientBase, DatabaseError } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { CsvDelimiter, CsvEncoding } from './csv-dialect.ts'
import { CsvToCopy } from './csv-to-copy.ts'
import { quoteTableName } from './quote-table-name.ts'
import { readChunks } from './read-chunks.ts'
import type { RowFaults } from './row-faults.ts'
import { stageColumns } from './stage-columns.ts'
import { utf8Decoder } from './utf8-decoder.ts'

export type StageCsvOptions = {
  client: ClientBase
  path: string
  /** A table made by createStageTable for the same number of columns. */
  table: string
  columns: number
  encoding: CsvEncoding
  delimiter: CsvDelimiter
  /** The record with the titles, counted from 1; 0 when the file has none. */
  headerRow: number
  /** Called with the bytes read so far after each MiB of the file. */
  onProgress?: (bytesRead: number) => void
  signal?: AbortSignal | undefined
}

/** `rows` were staged; `bytes` is the size of the file. */
export type StagedCsv = {
  rows: number
  blankRows: number
  faults: RowFaults
  bytes: number
}

/** SQLSTATE of a row that does not fit a page: PostgreSQL can store 1,000 columns, but not all filled. */
const PROGRAM_LIMIT_EXCEEDED = '54000'

/**
 * Loads a delimited file into its staging table: one row per record behind the header that is not blank, with its
 * number in the file. One COPY, at the pace the server takes it, in some 20 MB of memory.
 * When it throws, nothing was staged and the client can be used again: the signal's abort, `file-no-rows`,
 * `file-row-too-wide`, `file-too-many-columns`, or what the disk or the server said.
 */
export async function stageCsv(options: StageCsvOptions): Promise<StagedCsv> {
  const { client, table, columns, delimiter, signal } = options
  signal?.throwIfAborted()
  const transform = new CsvToCopy(options)
  const counter = { bytes: 0 }
  const names = ['row_no', ...stageColumns(columns), 'written'].join(', ')
  const copy = client.query(
    copyFrom(
      `copy ${quoteTableName(table)} (${names}) from stdin
       with (format csv, delimiter ${delimiter === '\t' ? "e'\\t'" : `'${delimiter}'`}, encoding 'UTF8')`,
    ),
  )
  try {
    await pipeline(copyPayload(options, transform, counter), copy, signal ? { signal } : {})
  } catch (error) {
    throw error instanceof DatabaseError && error.code === PROGRAM_LIMIT_EXCEEDED
      ? new RafaleError('file-row-too-wide', { columns })
      : error
  }
  if (transform.rows === 0) throw new RafaleError('file-no-rows')
  const { rows, blankRows, faults } = transform
  return { rows, blankRows, faults, bytes: counter.bytes }
}

async function* copyPayload(options: StageCsvOptions, transform: CsvToCopy, counter: { bytes: number }) {
  const decoder = utf8Decoder(options.encoding)
  for await (const chunk of readChunks(options.path, options.signal)) {
    counter.bytes += chunk.length
    yield* transform.write(decoder.write(chunk))
    options.onProgress?.(counter.bytes)
  }
  yield* transform.write(decoder.end())
  yield* transform.end()
}
