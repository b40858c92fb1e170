import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { RowFaultCode } from '../../../shared/errors/file-errors.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import { quoteTableName } from './quote-table-name.ts'
import type { RowFault } from './row-faults.ts'

const linesPerChunk = 1000

/** A new table `(row_no, column_index, code)` says what was wrong with rows when the file was read, columns from 0. */
export async function stageFaults(client: ClientBase, table: string, faults: Iterable<RowFault>): Promise<void> {
  const name = quoteTableName(table)
  await client.query(`drop table if exists ${name}`)
  await client.query(
    `create unlogged table ${name} (row_no integer not null, column_index integer, code text not null) with (autovacuum_enabled = false)`,
  )
  await pipeline(Readable.from(chunks(faults)), client.query(copyFrom(`copy ${name} from stdin`)))
  await client.query(`create index on ${name} (row_no)`)
  await client.query(`analyze ${name}`)
}

function* chunks(faults: Iterable<RowFault>): Generator<string> {
  let lines: string[] = []
  for (const { row, column, code } of faults) {
    lines.push(`${row}\t${column === undefined ? '\\N' : column - 1}\t${code}\n`)
    if (lines.length < linesPerChunk) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

/** Faults after which a row was not loaded; the others leave a usable row. */
const unread: readonly RowFaultCode[] = ['unclosed-quote', 'cell-too-large', 'record-too-large']

/** Whether a fault refuses its row. */
export const isUnread = (code: Sql): Sql => sql`${code} = any(${unread}::text[])`
