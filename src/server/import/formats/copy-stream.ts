import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { DatabaseError, type ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { quoteTableName } from '../csv/quote-table-name.ts'
import { stageColumns } from '../csv/stage-columns.ts'
import type { CopyRows } from './copy-rows.ts'

/** SQLSTATE of a row that does not fit a page: PostgreSQL can store 1,000 columns, but not all filled. */
const PROGRAM_LIMIT_EXCEEDED = '54000'
/**
 * Rows on their way to the server before reading waits for it. Waiting for each batch, reader and server took turns: an
 * XLSX of 300,000 rows was staged in 4.9 s, of which the reader alone needs 3.6.
 */
const IN_FLIGHT_BYTES = 4 * 1024 ** 2

/**
 * One COPY into a staging table while `work` runs, which calls `flush` whenever it has given rows to `sink`: what is
 * ready goes out, at the pace the server takes it. When it throws, nothing was copied. Throws 'file-row-too-wide'.
 */
export async function copyStream(
  client: ClientBase,
  target: { table: string; columns: number },
  sink: CopyRows,
  work: (flush: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const names = ['row_no', ...stageColumns(target.columns), 'cell_faults', 'written'].join(', ')
  const copy = client.query(
    copyFrom(
      `copy ${quoteTableName(target.table)} (${names}) from stdin with (format text, null '', encoding 'UTF8')`,
      {
        highWaterMark: IN_FLIGHT_BYTES,
      },
    ),
  )
  let failure: Error | undefined
  const ended = finished(copy).catch((error: Error) => {
    failure = error
  })
  const write = async (isLast: boolean) => {
    for (const batch of sink.take(isLast)) {
      if (failure) throw failure
      if (!copy.write(batch)) await Promise.race([once(copy, 'drain'), ended])
    }
    if (failure) throw failure
  }
  try {
    await work(() => write(false))
    await write(true)
    copy.end()
    await ended
    if (failure) throw failure
  } catch (error) {
    if (!failure) copy.destroy(error as Error)
    await ended
    throw error instanceof DatabaseError && error.code === PROGRAM_LIMIT_EXCEEDED
      ? new RafaleError('file-row-too-wide', { columns: target.columns })
      : error
  }
}
