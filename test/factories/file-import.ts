import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { runImport, type RunImportOptions, type RunImportResult } from '../../src/server/import/run-import.ts'
import type { Actor } from '../../src/server/platform/auth/actor.ts'

export type FileImport = Partial<Omit<RunImportOptions, 'path'>> & { bytes: string | Uint8Array }

/** A file's bytes imported as the command line does it. */
export async function importFile(pool: Pool, actor: Actor, { bytes, ...given }: FileImport): Promise<RunImportResult> {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  try {
    const path = join(directory, 'clients.csv')
    await writeFile(path, bytes)
    return await runImport({ pool, actor }, { entity: 'company', map: [], keys: [], isDryRun: false, ...given, path })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
