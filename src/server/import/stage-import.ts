import type { Pool } from 'pg'
import type { ColumnMapping, ImportSettings } from '../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { defaultKeys } from '../../shared/import/default-keys.ts'
import { guessMapping, provedNotation, type GuessedColumn } from '../../shared/import/guess-mapping.ts'
import { execute, sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { stageFaults } from './csv/stage-faults.ts'
import { findMapping, mapAsSaved, type FoundMapping } from './mappings/saved-mappings.ts'
import { findImport, type StoredImport } from './find-import.ts'
import { stageFile } from './formats/stage-file.ts'
import { readHeaderMemory } from './header-memory.ts'
import { stageTables } from './plan/stage-tables.ts'
import { recogniseExport } from './recognise-export.ts'
import { sampleColumns, type SampledColumn } from './sample-columns.ts'
import { withStoredFile } from '../platform/files/with-stored-file.ts'

type Staging = {
  pool: Pool
  actor: Actor
  importId: number
  /** The file where it already is on this machine's disk. */
  path?: string
  signal?: AbortSignal
  onProgress?: (share: number) => void
}

/**
 * The file's rows stand in their staging table as text, its columns are sampled, and each has a guessed target. What the
 * user mapped before is kept when the columns are the same.
 */
export async function stageImport(staging: Staging): Promise<void> {
  const { pool, actor, importId } = staging
  const run = await findImport(pool, actor, importId)
  if (staging.path !== undefined) return stagePath(staging, run, staging.path)
  return withStoredFile(pool, run.fileId, (path) => stagePath(staging, run, path))
}

async function stagePath(
  { pool, actor, importId, signal, onProgress }: Staging,
  run: StoredImport,
  path: string,
): Promise<void> {
  if (!run.dialect) throw new RafaleError('import-state', { state: run.state })
  const tables = stageTables(run)
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin')
    await execute(client, sql`drop table if exists ${tables.rows}`)
    const memory = await readHeaderMemory(pool, run.entity)
    const { headers, ...staged } = await stageFile({
      client,
      actor,
      path,
      table: tables.rowsName,
      dialect: run.dialect,
      entity: run.entity,
      memory,
      fileSize: run.fileSize,
      language: actor.language,
      signal,
      onProgress,
    })
    await stageFaults(client, tables.faultsName, staged.faults)
    // For pages of rows, in their order: 0.4 s for 400,000 of them, of which each page took many times that without.
    await execute(client, sql`create index on ${tables.rows} (row_no)`)
    const columns = await sampleColumns(client, tables.rowsName, headers)
    const guesses = guessColumns(run.entity, columns, { memory, known: staged.guesses })
    const guessed = { ...run.settings, columns: columnsOf(run.entity, guesses) }
    const recognising = { columns, guessed: guessed.columns, known: staged.export }
    const own = await recogniseExport(client, run.entity, recognising)
    const described = columns.map((column, index) => ({
      ...column,
      confidence: own?.columns[index]?.target ? ('sure' as const) : (guesses[index]?.confidence ?? ('none' as const)),
    }))
    const kept = keepMapping(run, headers)
    // What the format itself knows, or was exported here, needs no mapping of files that look alike.
    const isKnown = kept !== undefined || own !== undefined || staged.guesses !== undefined
    const saved = isKnown ? undefined : await findMapping(pool, actor, { entity: run.entity, headers })
    const mapped = saved ? mapUnasked({ ...run, columns: described, settings: guessed }, saved) : { ...guessed, ...own }
    const settings = kept ?? mapped
    await execute(
      client,
      sql`update import_run
             set state = 'staged', touched_at = now(), rows = ${staged.rows}, notes = ${JSON.stringify(staged.notes)}::jsonb, recap = null, error = null,
                 columns = ${JSON.stringify(described)}::jsonb, settings = ${JSON.stringify(settings)}::jsonb,
                 mapping_id = coalesce(${saved?.id ?? null}, mapping_id)
           where id = ${importId}`,
    )
    await client.query('commit')
  } catch (error) {
    failure = error as Error
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(failure)
  }
}

/** Mapped as saved without having been asked: what deletes is never turned on so. */
function mapUnasked(run: StoredImport, { settings }: FoundMapping): ImportSettings {
  const mapped = mapAsSaved(run, settings)
  return mapped.mode === 'update-with-deletion' ? { ...mapped, mode: 'update' } : mapped
}

type Guessed = { memory: ReadonlyMap<string, string>; known: readonly GuessedColumn[] | undefined }

/** What each column feeds: as the format knows it, with what its cells prove, else by its header. */
function guessColumns(
  entity: StoredImport['entity'],
  columns: readonly SampledColumn[],
  { memory, known }: Guessed,
): GuessedColumn[] {
  if (!known) return guessMapping(entity, columns, memory)
  return known.map((guess) => ({ ...guess, ...provedNotation(guess.target, columns[guess.column] ?? {}) }))
}

/** The mapping made before the file was read again, when its headers are the same. */
function keepMapping(run: StoredImport, headers: readonly string[]): ImportSettings | undefined {
  const isSame =
    run.columns.length === headers.length && run.columns.every((column, index) => column.header === headers[index])
  return isSame && run.settings.columns.length > 0 ? run.settings : undefined
}

function columnsOf(entity: ListEntity, guesses: ReturnType<typeof guessMapping>): ColumnMapping[] {
  const keys = new Set(defaultKeys(entity, guesses))
  return guesses.map(({ column, target, dateOrder, decimal }) => ({
    column,
    target,
    isKey: keys.has(column),
    policy: 'overwrite',
    ...(dateOrder ? { dateOrder } : {}),
    ...(decimal ? { decimal } : {}),
  }))
}
