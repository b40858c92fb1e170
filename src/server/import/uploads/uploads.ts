/**
 * Files sent in pieces. Each piece is kept whole or not at all, in the database, so that it does not matter which process
 * takes the next one; when the last is there, the file becomes an import's.
 */
import type { Pool } from 'pg'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import type { Upload } from '../../../shared/contract/upload.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { execute, firstRow, onlyRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { appendToStoredFile } from '../../platform/files/store-file.ts'
import { withStoredFile } from '../../platform/files/with-stored-file.ts'
import { createImport } from '../create-import.ts'

type StoredUpload = Upload & { fileId: number }

/** A file of `size` bytes may be sent. Throws 'file-empty', 'upload-too-large'. */
export async function startUpload(
  pool: Pool,
  actor: Actor,
  file: { fileName: string; size: number; maxMegabytes: number },
): Promise<Upload> {
  const { fileName, size, maxMegabytes } = file
  if (size === 0) throw new RafaleError('file-empty')
  if (size > maxMegabytes * 1024 * 1024) throw new RafaleError('upload-too-large', { max: maxMegabytes })
  const { id } = await onlyRow<{ id: number }>(
    pool,
    sql`with file as (insert into stored_file (name, size) values (${fileName}, ${size}) returning id)
        insert into upload (author_id, file_id) select ${actor.userId}, file.id from file
        returning id`,
  )
  return { id, fileName, size, received: 0 }
}

/** One's own upload of that id; throws 'not-found'. */
export async function findUpload(db: Queryable, actor: Actor, id: number, isLocked = false): Promise<StoredUpload> {
  const found = await firstRow<StoredUpload>(
    db,
    sql`select u.id, f.name as "fileName", f.size, u.received, u.file_id as "fileId"
          from upload as u
          join stored_file as f on f.id = u.file_id
         where u.id = ${id} and u.author_id is not distinct from ${actor.userId}::bigint
         ${isLocked ? sql`for update of u` : sql``}`,
  )
  if (!found) throw new RafaleError('not-found')
  return found
}

export const presentUpload = ({ id, fileName, size, received }: StoredUpload): Upload => ({
  id,
  fileName,
  size,
  received,
})

/** The file at `path` is kept as what follows `offset`. Throws 'upload-offset' when something else is to come next. */
export function addPiece(
  pool: Pool,
  actor: Actor,
  { id, offset, path, bytes }: { id: number; offset: number; path: string; bytes: number },
): Promise<Upload> {
  return inTransaction(pool, async (client) => {
    const upload = await findUpload(client, actor, id, true)
    const received = offset + bytes
    if (offset !== upload.received || received > upload.size) throw offsetError(upload)
    await appendToStoredFile(client, upload.fileId, path)
    await execute(client, sql`update upload set received = ${received}, touched_at = now() where id = ${id}`)
    return presentUpload({ ...upload, received })
  })
}

/** A file that was received whole is an import's, which is given back as its id. Throws 'upload-offset' before that. */
export async function importUpload(pool: Pool, actor: Actor, id: number, entity: ListEntity): Promise<number> {
  const upload = await findUpload(pool, actor, id)
  if (upload.received < upload.size) throw offsetError(upload)
  return withStoredFile(pool, upload.fileId, (path) =>
    createImport(pool, actor, {
      entity,
      path,
      fileName: upload.fileName,
      fileId: upload.fileId,
      withJob: true,
      // Sent twice at once, one of the two finds it gone.
      onCreated: async (client) => {
        if ((await execute(client, sql`delete from upload where id = ${id}`)) === 0) throw new RafaleError('not-found')
      },
    }),
  )
}

export async function deleteUpload(pool: Pool, actor: Actor, id: number): Promise<void> {
  const { fileId } = await findUpload(pool, actor, id)
  await execute(pool, sql`delete from stored_file as f using upload as u where f.id = u.file_id and f.id = ${fileId}`)
}

/** Uploads that nobody went on with for a day are gone with their bytes; how many. */
export const clearUploads = (pool: Pool): Promise<number> =>
  execute(
    pool,
    sql`delete from stored_file as f using upload as u
         where f.id = u.file_id and u.touched_at < now() - interval '1 day'`,
  )

const offsetError = ({ received, size }: Upload): RafaleError => new RafaleError('upload-offset', { received, size })
