import type { ClientBase } from 'pg'
import type { Dialect } from '../../../shared/contract/import-file.contract.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { GuessedColumn } from '../../../shared/import/guess-mapping.ts'
import type { RecognisedExport } from '../../../shared/export/export-columns.ts'
import { createStageTable } from '../csv/create-stage-table.ts'
import { readCsvPreview } from '../csv/read-csv-preview.ts'
import type { RowFault } from '../csv/row-faults.ts'
import { stageCsv } from '../csv/stage-csv.ts'
import type { StoredNote } from './preview-file.ts'
import { stageCards } from './vcf/stage-cards.ts'
import { stageWorkbook } from './workbook/stage-workbook.ts'
import type { Guessing } from './workbook/join-sheets.ts'

export type StageFileOptions<D extends Dialect = Dialect> = Guessing & {
  client: ClientBase
  /** Who imports it. */
  actor: Actor
  path: string
  /** The table that is made. */
  table: string
  dialect: D
  signal?: AbortSignal | undefined
  /** Share of the file read. */
  onProgress?: ((share: number) => void) | undefined
  fileSize: number
  /** Of the titles, where the format has none. */
  language: Language
}

export type StagedFile = {
  headers: string[]
  rows: number
  faults: Iterable<RowFault>
  notes: StoredNote[]
  /** The export of ours that it is, where the format itself says so. */
  export?: RecognisedExport | undefined
  /** What each column feeds, where the format itself tells better than the headers. */
  guesses?: GuessedColumn[] | undefined
}

/** The rows of a file of any format stand in a new table, as text, each with its number. Throws what stageCsv throws. */
export async function stageFile(options: StageFileOptions): Promise<StagedFile> {
  const { dialect } = options
  switch (dialect.format) {
    case 'text':
      return stageText({ ...options, dialect })
    case 'vcf':
      return stageCards({ ...options, dialect })
    default:
      return stageWorkbook({ ...options, dialect })
  }
}

async function stageText(options: StageFileOptions<Extract<Dialect, { format: 'text' }>>): Promise<StagedFile> {
  const { client, path, table, dialect, signal, onProgress, fileSize } = options
  const { encoding, delimiter, headerRow } = dialect
  const { headers } = await readCsvPreview(path, { encoding, delimiter, headerRow, rows: 1 })
  await createStageTable({ client, table, columns: headers.length })
  const { rows, faults } = await stageCsv({
    client,
    path,
    table,
    columns: headers.length,
    encoding,
    delimiter,
    headerRow,
    signal,
    onProgress: (bytes) => onProgress?.(Math.min(1, bytes / Math.max(1, fileSize))),
  })
  return { headers, rows, faults, notes: [] }
}
