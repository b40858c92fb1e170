import type { ClientBase } from 'pg'
import { quoteTableName } from './quote-table-name.ts'
import { stageColumns } from './stage-columns.ts'

/**
 * Creates the table that a file is staged into: `row_no integer, c1 text … cN text, cell_faults text, written text`:
 * null or tokens `column!code` of cells that have no value, columns from 0; null or the row's cells as `joinWritten` gives
 * them, where its columns lack some. Unlogged, since the file is kept
 * and staging can be repeated; packed full and left alone by autovacuum, since it is written once and dropped.
 */
export async function createStageTable(options: { client: ClientBase; table: string; columns: number }): Promise<void> {
  const cells = stageColumns(options.columns).map((column) => `${column} text`)
  await options.client.query(
    `create unlogged table ${quoteTableName(options.table)} (row_no integer not null, ${cells.join(', ')}, cell_faults text, written text)
     with (fillfactor = 100, autovacuum_enabled = false, toast.autovacuum_enabled = false)`,
  )
}
