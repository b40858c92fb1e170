import { Readable } from 'node:stream'
import type { Pool } from 'pg'
import { RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import { firstRow, sql } from '../platform/database/sql.ts'
import { chunksOf } from '../platform/files/store-file.ts'
import type { StoredImport } from './find-import.ts'
import { isStaged } from './is-staged.ts'
import { refusedRows } from './refused-rows.ts'

/** The refused rows as a file: of the tables that stand, else as kept. Throws 'file-expired' once it is too old. */
export async function refusedFile(pool: Pool, run: StoredImport, language: Language): Promise<Readable> {
  if (!run.recap) throw new RafaleError('import-state', { state: run.state })
  if (run.refusedFileId === null && (await isStaged(pool, run))) return refusedRows(pool, run, language)
  const kept = await firstRow(
    pool,
    sql`select from stored_file_chunk where file_id = ${run.refusedFileId}::bigint limit 1`,
  )
  if (!kept || run.refusedFileId === null) throw new RafaleError('file-expired')
  return Readable.from(chunksOf(pool, run.refusedFileId))
}
