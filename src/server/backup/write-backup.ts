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
/** Told of each table as its turn comes, with the share of tables done. */
export type OnTable = (name: string, share: number) => void

/**
 * The file holds everything the database of the application held at one moment. Work goes on meanwhile. Throws
 * 'backup-exists' rather than write over a file; when it throws, no file is left.
 */
export async function writeBackup(pool: Pool, path: string, onTable?: OnTable): Promise<BackupDone> {
  if (await exists(path)) throw new RafaleError('backup-exists', { path })
  const partial = `${path}.partial`
  const client = await pool.connect()
  const done = { tables: 0, rows: 0 }
  try {
    await client.query('begin isolation level repeatable read read only')
    await pipeline(
      Readable.from(entries(client, done, onTable), { objectMode: false }),
      createGzip({ level: 4 }),
      createWriteStream(partial, { mode: 0o600 }),
    )
    await rename(partial, path)
    return done
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
    await rm(partial, { force: true })
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

async function* entries(client: PoolClient, done: BackupDone, onTable?: OnTable): AsyncGenerator<Buffer> {
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
  for (const { name, columns } of head.tables) {
    onTable?.(name, done.tables / head.tables.length)
    const hash = createHash('sha256')
    const copy = client.query(copyTo(copyStatement(client, name, columns)))
    let piece = 0
    for await (const content of pieces(copy)) {
      hash.update(content)
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
