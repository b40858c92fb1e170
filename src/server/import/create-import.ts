import { stat } from 'node:fs/promises'
import type { ClientBase, Pool } from 'pg'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { execute, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { demandRight } from '../platform/auth/actor.ts'
import { detectFormat } from './formats/detect-format.ts'
import { findDialect, type SaidDialect } from './formats/preview-file.ts'
import { readHeaderMemory } from './header-memory.ts'
import { storeFile } from '../platform/files/store-file.ts'

export type NewImport = {
  entity: ListEntity
  path: string
  fileName: string
  /** The stored file that `path` is a copy of, when it is stored already. */
  fileId?: number
  /** What is said of how it is read; the rest is found out. */
  said?: SaidDialect
  /** Whether a worker stages the file; the command line does it itself. */
  withJob: boolean
  /** Done in the same transaction: both are there, or neither. */
  onCreated?: (client: ClientBase, importId: number) => Promise<unknown>
}

/** A file is kept and its way of being read guessed; the import's id. Throws the errors of files that cannot be read. */
export async function createImport(pool: Pool, actor: Actor, file: NewImport): Promise<number> {
  demandRight(actor, 'import.run')
  const dialect = await findDialect(file.path, await detectFormat(file.path), {
    entity: file.entity,
    memory: await readHeaderMemory(pool, file.entity),
    said: file.said ?? {},
  })
  const { size } = await stat(file.path)
  return inTransaction(pool, async (client) => {
    const fileId = file.fileId ?? (await storeFile(client, { path: file.path, name: file.fileName, size }))
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into import_run (entity, file_id, author_id, dialect)
          values (${file.entity}, ${fileId}, ${actor.userId}, ${JSON.stringify(dialect)}::jsonb)
          returning id`,
    )
    if (file.withJob) {
      const job = await addJob(client, {
        kind: 'import-stage',
        userId: actor.userId,
        subject: file.fileName,
        importId: id,
      })
      await execute(client, sql`update import_run set job_id = ${job} where id = ${id}`)
    }
    await file.onCreated?.(client, id)
    return id
  })
}
