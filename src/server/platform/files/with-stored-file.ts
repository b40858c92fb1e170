import { join } from 'node:path'
import type { Pool } from 'pg'
import { inTemporaryDirectory } from './in-temporary-directory.ts'
import { fetchFile } from './store-file.ts'

/** Runs `work` on a copy of a stored file on this machine's disk, which is gone afterwards. */
export const withStoredFile = <T>(pool: Pool, fileId: number, work: (path: string) => Promise<T>): Promise<T> =>
  inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'file')
    await fetchFile(pool, fileId, path)
    return work(path)
  })
