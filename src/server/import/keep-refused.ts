import type { Pool } from 'pg'
import { stat } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { execute, firstRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { StoredImport } from './find-import.ts'
import { refusedRows } from './refused-rows.ts'
import { inTemporaryDirectory } from '../platform/files/in-temporary-directory.ts'
import { storeFile } from '../platform/files/store-file.ts'

/** The refused rows of an applied import are kept as a file, in the language of its author. */
export async function keepRefused(pool: Pool, run: StoredImport): Promise<void> {
  if (!run.recap || run.recap.refused === 0 || run.refusedFileId !== null) return
  const author = await firstRow<{ language: 'fr' | 'en' }>(
    pool,
    sql`select u.language from app_user as u where u.id = ${run.authorId}::bigint`,
  )
  await inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'refused.csv')
    await pipeline(refusedRows(pool, run, author?.language ?? 'fr'), createWriteStream(path))
    const { size } = await stat(path)
    await inTransaction(pool, async (client) => {
      const file = await storeFile(client, { path, name: `refus-${run.id}.csv`, size })
      await execute(client, sql`update import_run set refused_file_id = ${file} where id = ${run.id}`)
    })
  })
}
