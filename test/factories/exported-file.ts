import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { ExportRequest } from '../../src/shared/contract/export.contract.ts'
import type { Actor } from '../../src/server/platform/auth/actor.ts'
import { writeExport } from '../../src/server/export/write-export.ts'

/** The bytes of an export, as the command line writes it. */
export async function exportFile(pool: Pool, actor: Actor, request: ExportRequest): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  try {
    const path = join(directory, 'file')
    await writeExport({ pool, actor, request, path })
    return await readFile(path)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
