import type { Pool } from 'pg'
import type { ExportRun } from '../../shared/contract/export.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { execute, firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

type StoredExport = ExportRun & { fileId: number | null }

/** One's own alone: the file holds what its author may see. */
const query = (actor: Actor, where: Sql) => sql`
  select e.id, e.entity, e.format, e.file_name as "fileName", e.created_at as "createdAt", e.expires_at as "expiresAt",
         e.rows, f.size, e.file_id is not null as "isReady", e.job_id as job, e.file_id as "fileId"
    from export_run as e
    left join stored_file as f on f.id = e.file_id
   where e.author_id is not distinct from ${actor.userId}::bigint and e.expires_at > now() and ${where}
   order by e.id desc
   limit 100`

export const presentExport = ({ fileId: _file, ...run }: StoredExport): ExportRun => run

/** The export of that id; throws 'not-found' for another's, or one whose time is over. */
export async function findExport(db: Queryable, actor: Actor, id: number): Promise<StoredExport> {
  const found = await firstRow<StoredExport>(db, query(actor, sql`e.id = ${id}`))
  if (!found) throw new RafaleError('not-found')
  return found
}

export const listExports = (db: Queryable, actor: Actor): Promise<StoredExport[]> =>
  rowsOf<StoredExport>(db, query(actor, sql`true`))

/** The export is gone with its file. */
export async function deleteExport(pool: Pool, { id, fileId }: StoredExport): Promise<void> {
  await inTransaction(pool, async (client) => {
    await execute(client, sql`delete from export_run where id = ${id}`)
    await execute(client, sql`delete from stored_file where id = ${fileId}`)
  })
}
