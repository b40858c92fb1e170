import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase, Pool } from 'pg'
import { execute, firstRow, onlyRow, sql } from '../database/sql.ts'

const chunkBytes = 1024 * 1024

/** A file's bytes are kept in the database, so that any web process and worker reads the same ones; its id. */
export async function storeFile(
  client: ClientBase,
  file: { path: string; name: string; size: number },
): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    client,
    sql`insert into stored_file (name, size) values (${file.name}, ${file.size}) returning id`,
  )
  await appendToStoredFile(client, id, file.path)
  return id
}

/** The bytes of the file at `path` follow those that the stored file has; for one writer at a time. */
export async function appendToStoredFile(client: ClientBase, fileId: number, path: string): Promise<void> {
  let { seq } = await onlyRow<{ seq: number }>(
    client,
    sql`select coalesce(max(seq) + 1, 0) as seq from stored_file_chunk where file_id = ${fileId}`,
  )
  for await (const bytes of createReadStream(path, { highWaterMark: chunkBytes })) {
    await execute(
      client,
      sql`insert into stored_file_chunk (file_id, seq, bytes) values (${fileId}, ${seq++}, ${bytes as Buffer})`,
    )
  }
}

/** The stored bytes are written to `path`, one chunk in memory at a time. */
export async function fetchFile(pool: Pool, fileId: number, path: string): Promise<void> {
  await pipeline(readStoredFile(pool, fileId), createWriteStream(path))
}

/** The stored bytes, one chunk in memory at a time. */
export const readStoredFile = (pool: Pool, fileId: number): Readable => Readable.from(chunksOf(pool, fileId))

/** The stored bytes, chunk by chunk. */
export async function* chunksOf(pool: Pool, fileId: number): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq++) {
    const chunk = await firstRow<{ bytes: Buffer }>(
      pool,
      sql`select bytes from stored_file_chunk where file_id = ${fileId} and seq = ${seq}`,
    )
    if (!chunk) return
    yield chunk.bytes
  }
}
