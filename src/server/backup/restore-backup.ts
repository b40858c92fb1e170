/**
 * A backup put into an empty database, embedded or not. Steps: read the head; make the tables as they were then; load
 * everything in one transaction, indexes last; compare rows and checksums; bring the tables up to this version.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Pool, PoolClient } from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { execute, rowsOf, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { archiveFormat, headName, manifestName, type ArchiveHead, type ArchiveManifest } from './archive.ts'
import { emptyDatabase } from './empty-database.ts'
import { makeTables } from './make-tables.ts'
import { readTar } from './tar.ts'
import type { BackupDone, OnTable } from './write-backup.ts'

type Entry = { name: string; content: Buffer }

/**
 * The database holds what the archive holds. Throws 'backup-target-in-use', 'backup-unreadable', 'backup-newer'; no row
 * is left then.
 */
export async function restoreBackup(pool: Pool, path: string, onTable?: OnTable): Promise<BackupDone> {
  const files = readTar(unzip(path))
  const first = await files.next()
  if (first.done || first.value.name !== headName) throw new RafaleError('backup-unreadable')
  const head = JSON.parse(first.value.content.toString()) as ArchiveHead
  if (head.format !== archiveFormat) throw new RafaleError('backup-newer', { version: head.version })
  await emptyDatabase(pool)
  await makeTables(pool, head)
  return inTransaction(pool, async (client) => {
    const indexes = await dropIndexes(client)
    const loaded: ArchiveManifest['tables'] = {}
    const last = await loadTables({ client, head, files, loaded, onTable })
    if (last?.name !== manifestName) throw new RafaleError('backup-unreadable')
    const manifest = JSON.parse(last.content.toString()) as ArchiveManifest
    compare(manifest, loaded)
    for (const definition of indexes) await client.query(definition)
    await setSequences(client, manifest)
    await settleJobs(client)
    const rows = Object.values(loaded).reduce((sum, table) => sum + table.rows, 0)
    return { tables: Object.keys(loaded).length, rows }
  })
}

async function* unzip(path: string): AsyncGenerator<Buffer> {
  const source = createReadStream(path)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Buffer>
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw code.startsWith('Z_') ? new RafaleError('backup-unreadable') : error
  } finally {
    source.destroy()
  }
}

/** Filling a table and then indexing it takes a fraction of the time; constraints stay. */
async function dropIndexes(client: PoolClient): Promise<string[]> {
  const indexes = await rowsOf<{ name: string; definition: string }>(
    client,
    sql`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
          from pg_index as i
          join pg_class as c on c.oid = i.indrelid
         where c.relnamespace = 'public'::regnamespace and c.relname <> 'migration'
           and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)`,
  )
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  return indexes.map(({ definition }) => definition)
}

type Loading = {
  client: PoolClient
  head: ArchiveHead
  files: AsyncGenerator<Entry>
  loaded: ArchiveManifest['tables']
  onTable: OnTable | undefined
}

/** Every table of the head is filled from its pieces; the entry behind the last piece. */
async function loadTables({ client, head, files, loaded, onTable }: Loading): Promise<Entry | undefined> {
  let next = await files.next()
  for (const { name, columns } of head.tables) {
    onTable?.(name, Object.keys(loaded).length / head.tables.length)
    const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
    const copy: CopyStreamQuery = client.query(
      copyFrom(`copy public.${client.escapeIdentifier(name)} (${list}) from stdin with (format csv, encoding 'UTF8')`),
    )
    const hash: Hash = createHash('sha256')
    const prefix = `tables/${name}/`
    const pieces = async function* () {
      for (; !next.done && next.value.name.startsWith(prefix); next = await files.next()) {
        hash.update(next.value.content)
        yield next.value.content
      }
    }
    await pipeline(Readable.from(pieces(), { objectMode: false }), copy)
    loaded[name] = { rows: copy.rowCount, sha256: hash.digest('hex') }
  }
  return next.done ? undefined : next.value
}

function compare({ tables }: ArchiveManifest, loaded: ArchiveManifest['tables']): void {
  for (const [name, { rows, sha256 }] of Object.entries(tables)) {
    if (loaded[name]?.rows !== rows || loaded[name].sha256 !== sha256) throw new RafaleError('backup-unreadable')
  }
}

async function setSequences(client: PoolClient, { sequences }: ArchiveManifest): Promise<void> {
  for (const [name, { last, isCalled }] of Object.entries(sequences)) {
    await execute(
      client,
      sql`select setval(${`public.${client.escapeIdentifier(name)}`}::regclass, ${last}, ${isCalled})`,
    )
  }
}

/** Jobs that were under way have no process and no queue any more; their imports can be taken up again. */
async function settleJobs(client: PoolClient): Promise<void> {
  await execute(
    client,
    sql`update job set state = 'cancelled', ended_at = now() where state in ('queued', 'waiting', 'running')`,
  )
  await execute(client, sql`update import_run set state = 'planned' where state = 'applying'`)
}
