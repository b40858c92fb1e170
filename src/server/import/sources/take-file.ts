import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SourceFile } from '../../../shared/contract/import-source.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { execute, firstRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { createImport } from '../create-import.ts'
import { reasonOf, type Reason } from './find-source.ts'
import { importFile } from './import-file.ts'
import type { FoundFile, Place } from './places/place.ts'
import type { SourceRunning } from './run-source.ts'

/** A file is taken and what became of it known; `changing` when it is still being written, and was left. */
export async function takeFile(
  running: SourceRunning,
  place: Place,
  file: FoundFile,
): Promise<SourceFile['outcome'] | 'changing'> {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-'))
  try {
    const path = join(directory, 'file')
    return await takeInto(running, { place, file, path })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

type Taking = { place: Place; file: FoundFile; path: string }

async function takeInto(
  running: SourceRunning,
  { place, file, path }: Taking,
): Promise<SourceFile['outcome'] | 'changing'> {
  const { services, source, actor, run } = running
  const { pool, config } = services
  await run.report('source-fetch', 0.05)
  let hash: string | null = null
  let rowId = 0
  try {
    const fetched = await place.fetch(file, path, { maxMegabytes: config.maxUploadMb, signal: run.signal })
    if (!fetched) return 'changing'
    hash = fetched.hash
    const before = await takenBefore(pool, source.id, hash)
    if (before) {
      const reason: Reason = { code: 'source-file-known', params: { file: before.name } }
      await addFile(pool, running, { file, hash, outcome: 'known', reasons: [reason], importId: before.importId })
      return 'known'
    }
    await createImport(pool, actor, {
      entity: source.entity,
      path,
      fileName: file.name,
      withJob: false,
      onCreated: async (client, importId) => {
        rowId = await addFile(client, running, { file, hash, outcome: 'taken', reasons: [], importId })
      },
    })
  } catch (error) {
    // About the file itself; what is wrong with the place, or with us, ends the run.
    if (!(error instanceof RafaleError) || isOfPlace(error)) throw error
    await addFile(pool, running, { file, hash, outcome: 'refused', reasons: [reasonOf(error)], importId: null })
    return 'refused'
  }
  return importFile(running, rowId, path)
}

const isOfPlace = ({ code }: RafaleError) =>
  code.startsWith('source-') || code === 'cancelled' || code === 'right-missing'

/** The file that had the same content and was imported, or waits as a draft. */
const takenBefore = (db: Queryable, sourceId: number, hash: string) =>
  firstRow<{ name: string; importId: number | null }>(
    db,
    sql`select f.name, f.import_id as "importId"
          from import_source_file as f
         where f.source_id = ${sourceId} and f.hash = ${hash}
           and (f.outcome in ('taken', 'applied') or f.outcome = 'stopped' and f.import_id is not null)
         order by f.id desc
         limit 1`,
  )

type NewFile = {
  file: FoundFile
  hash: string | null
  outcome: SourceFile['outcome']
  reasons: Reason[]
  importId: number | null
}

/** The file is one that was taken; its row's id. What lay there by the same name, size and time is no longer what lies there. */
async function addFile(
  db: Queryable,
  { source, runId }: SourceRunning,
  { file, hash, outcome, reasons, importId }: NewFile,
): Promise<number> {
  await execute(
    db,
    sql`update import_source_file set moved_to = '' where source_id = ${source.id} and name = ${file.name} and moved_to is null`,
  )
  const row = await firstRow<{ id: number }>(
    db,
    sql`insert into import_source_file (source_id, run_id, name, size, modified_at, hash, import_id, outcome, reasons)
        values (${source.id}, ${runId}, ${file.name}, ${file.size}, ${file.modifiedAt}, ${hash}, ${importId}, ${outcome}, ${JSON.stringify(reasons)}::jsonb)
        returning id`,
  )
  return row?.id ?? 0
}
