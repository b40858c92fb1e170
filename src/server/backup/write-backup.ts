import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Pool, PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { rowsOf, sql } from '../platform/database/sql.ts'
import { version } from '../platform/version.ts'
import { archiveFormat, headName, manifestName, type ArchiveHead, type ArchiveManifest } from './archive.ts'
import { declareCustomField } from '../../shared/catalogue/custom-field.ts'
import { readCustomFields } from '../custom-fields/read-custom-fields.ts'
import { columnTypes } from '../records/entity-table.ts'
import { listTables } from './list-tables.ts'
import { tarEnd, tarEntry } from './tar.ts'

const pieceBytes = 4 * 1024 * 1024

export type BackupDone = { tables: number; rows: number }
/** Told of the table whose turn it is, with the share of the work that is done. */
export type OnTable = (name: string, share: number) => void
type Watching = { onTable?: OnTable; signal?: AbortSignal }

/**
 * The file holds everything the database of the application held at one moment. Work goes on meanwhile. Throws
 * 'backup-exists' rather than write over a file; when it throws, as it does when it is told to stop, no file is left.
 */
export async function writeBackup(
  pool: Pool,
  path: string,
  { onTable = () => undefined, signal }: Watching = {},
): Promise<BackupDone> {
  if (await exists(path)) throw new RafaleError('backup-exists', { path })
  const partial = `${path}.partial`
  const client = await pool.connect()
  const done = { tables: 0, rows: 0 }
  let failure: Error | undefined
  try {
    await client.query('begin isolation level repeatable read read only')
    await pipeline(
      Readable.from(entries(client, done, onTable), { objectMode: false }),
      createGzip({ level: 4 }),
      createWriteStream(partial, { mode: 0o600, flush: true }),
      signal ? { signal } : {},
    )
    await client.query('commit')
    await rename(partial, path)
    return done
  } catch (error) {
    failure = error as Error
    throw error
  } finally {
    // A table that is half read would hold the connection for ever: it is cut.
    client.release(failure)
    await rm(partial, { force: true })
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

async function* entries(client: PoolClient, done: BackupDone, onTable: OnTable): AsyncGenerator<Buffer> {
  const at = new Date()
  const json = (name: string, value: unknown) => tarEntry(name, Buffer.from(JSON.stringify(value, null, 2)), at)
  const head: ArchiveHead = {
    format: archiveFormat,
    version,
    at: at.toISOString(),
    migrations: await rowsOf(client, sql`select name, checksum from migration order by name`),
    tables: await listTables(client),
    customColumns: await customColumns(client),
  }
  yield json(headName, head)
  const manifest: ArchiveManifest = { tables: {}, sequences: {} }
  const shareAt = await shares(client)
  for (const { name, columns } of head.tables) {
    const hash = createHash('sha256')
    const copy = client.query(copyTo(copyStatement(client, name, columns)))
    // Told by the pipeline; by itself when the connection was cut under it.
    copy.on('error', () => undefined)
    let copied = 0
    onTable(name, shareAt(name, copied))
    let piece = 0
    for await (const content of pieces(copy)) {
      hash.update(content)
      copied += content.length
      onTable(name, shareAt(name, copied))
      yield tarEntry(`tables/${name}/${String(++piece).padStart(6, '0')}.csv`, content, at)
    }
    manifest.tables[name] = { rows: copy.rowCount, sha256: hash.digest('hex') }
    done.tables++
    done.rows += copy.rowCount
  }
  // Sequences stand outside of the snapshot: later than it, so that no number is given twice.
  manifest.sequences = await readSequences(client)
  yield json(manifestName, manifest)
  yield tarEnd()
}

/** The share of the work that is done with so many bytes of a table copied, by what tables take on the disk. */
async function shares(client: PoolClient): Promise<(table: string, copied: number) => number> {
  const sizes = await rowsOf<{ name: string; size: number }>(
    client,
    sql`select c.relname as name, pg_table_size(c.oid) as size
          from pg_class as c
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  )
  const sizeOf = new Map(sizes.map(({ name, size }) => [name, size]))
  const total = sizes.reduce((sum, { size }) => sum + size, 0)
  let before = 0
  let current: string | undefined
  return (table, copied) => {
    if (current !== undefined && current !== table) before += sizeOf.get(current) ?? 0
    current = table
    return Math.min(1, (before + Math.min(copied, sizeOf.get(table) ?? 0)) / Math.max(1, total))
  }
}

function copyStatement(client: PoolClient, name: string, columns: string[]): string {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  return `copy (select ${list} from public.${client.escapeIdentifier(name)}) to stdout with (format csv, encoding 'UTF8')`
}

async function* pieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    gathered.push(chunk)
    length += chunk.length
    if (length < pieceBytes) continue
    yield Buffer.concat(gathered)
    gathered = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(gathered)
}

async function readSequences(client: PoolClient): Promise<ArchiveManifest['sequences']> {
  const names = await rowsOf<{ name: string }>(
    client,
    sql`select sequencename as name from pg_sequences where schemaname = 'public' order by 1`,
  )
  const sequences: ArchiveManifest['sequences'] = {}
  for (const { name } of names) {
    const [state] = await rowsOf<{ last: number; isCalled: boolean }>(
      client,
      sql`select last_value as last, is_called as "isCalled" from ${sql.id('public', name)}`,
    )
    if (state) sequences[name] = state
  }
  return sequences
}

async function customColumns(client: PoolClient): Promise<NonNullable<ArchiveHead['customColumns']>> {
  return (await readCustomFields(client)).map((custom) => {
    const field = declareCustomField(custom)
    return { table: field.entity, column: field.column, type: columnTypes[field.type] }
  })
}
