import type { Pool } from 'pg'
import type { ColumnMapping, ImportSettings } from '../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { defaultKeys } from '../../shared/import/default-keys.ts'
import { guessMapping } from '../../shared/import/guess-mapping.ts'
import { matchText } from '../../shared/catalogue/match-form.ts'
import { execute, rowsOf, sql } from '../platform/database/sql.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { createStageTable } from './csv/create-stage-table.ts'
import { readCsvPreview } from './csv/read-csv-preview.ts'
import { stageCsv } from './csv/stage-csv.ts'
import { findImport, type StoredImport } from './find-import.ts'
import { stageTables } from './plan/stage-tables.ts'
import { sampleColumns } from './sample-columns.ts'
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
  { pool, importId, signal, onProgress }: Staging,
  run: StoredImport,
  path: string,
): Promise<void> {
  if (!run.dialect) throw new RafaleError('import-state', { state: run.state })
  const { headers } = await readCsvPreview(path, { ...run.dialect, rows: 1 })
  const tables = stageTables(run)
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin')
    await execute(client, sql`drop table if exists ${tables.rows}`)
    await createStageTable({ client, table: tables.rowsName, columns: headers.length })
    const staged = await stageCsv({
      client,
      path,
      table: tables.rowsName,
      columns: headers.length,
      ...run.dialect,
      signal,
      onProgress: (bytes) => onProgress?.(Math.min(1, bytes / Math.max(1, run.fileSize))),
    })
    const columns = await sampleColumns(client, tables.rowsName, headers)
    const guesses = guessMapping(run.entity, columns, await readMemory(pool, run.entity))
    const settings = keepMapping(run, headers) ?? { ...run.settings, columns: columnsOf(run.entity, guesses) }
    const described = columns.map((column, index) => ({ ...column, confidence: guesses[index]?.confidence ?? 'none' }))
    await execute(
      client,
      sql`update import_run
             set state = 'staged', rows = ${staged.rows}, faults = ${JSON.stringify(staged.faults)}::jsonb, recap = null, error = null,
                 columns = ${JSON.stringify(described)}::jsonb, settings = ${JSON.stringify(settings)}::jsonb
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

async function readMemory(pool: Pool, entity: string): Promise<Map<string, string>> {
  const rows = await rowsOf<{ header: string; target: string }>(
    pool,
    sql`select header, target from header_memory where entity = ${entity}`,
  )
  return new Map(rows.map(({ header, target }) => [header, target]))
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

/** Headers are remembered with the targets they were assigned to, for the next file. */
export async function rememberHeaders(pool: Pool, run: StoredImport): Promise<void> {
  const pairs = run.settings.columns.flatMap(({ column, target }) => {
    const header = matchText(run.columns[column]?.header ?? '')
    return target && header ? [{ header, target }] : []
  })
  await execute(
    pool,
    sql`insert into header_memory (entity, header, target)
        select distinct on (m.header) ${run.entity}, m.header, m.target
          from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as m (header text, target text)
        on conflict (entity, header) do update set target = excluded.target`,
  )
}
