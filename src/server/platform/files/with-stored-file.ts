import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { fetchFile } from './store-file.ts'

/** Runs `work` on a copy of a stored file on this machine's disk, which is gone afterwards. */
export async function withStoredFile<T>(pool: Pool, fileId: number, work: (path: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-'))
  try {
    const path = join(directory, 'file')
    await fetchFile(pool, fileId, path)
    return await work(path)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
