import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { ExportFormat, ExportRequest, JournalFileRequest } from '../../shared/contract/export.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { inTemporaryDirectory } from '../platform/files/in-temporary-directory.ts'
import { storeFile } from '../platform/files/store-file.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'
import { targetCount } from '../journals/count-targets.ts'
import { demandFile, writeJournalFile } from '../journals/file/write-journal-file.ts'
import { selectionSql } from '../records/read/selection-sql.ts'
import { sortOf } from '../records/read/sort.ts'
import { fileNameOf, journalFileName } from './file-of.ts'
import { removeExpired } from './remove-expired.ts'
import { demandExportable, writeExport } from './write-export.ts'

/** Up to so many records the file is made while one waits: some two seconds. */
const quickRecords = 5000
/** Files are there for so long. */
const keptDays = 7

/** The file is made at once, or by a job when there are many records; the export's id. */
export async function createExport(pool: Pool, actor: Actor, request: ExportRequest): Promise<number> {
  demandExportable(actor, request)
  sortOf(request.entity, request.sort, request.direction)
  const { entity, format } = request
  const isQuick = await isFew(pool, actor, request)
  return addExport(pool, actor, {
    entity,
    format,
    request,
    isQuick,
    fileName: fileNameOf(request, actor.language, day()),
  })
}

/** The same of a journal's file. Throws what `demandFile` throws. */
export async function createJournalExport(pool: Pool, actor: Actor, request: JournalFileRequest): Promise<number> {
  const journal = await demandFile(pool, actor, request)
  const isQuick = (await targetCount(pool, actor, journal)) <= quickRecords
  const fileName = journalFileName(request, actor.language, day())
  return addExport(pool, actor, { entity: journal.entity, format: 'xlsx', request, isQuick, fileName })
}

const day = () => new Date().toISOString().slice(0, 10)

type NewExport = {
  entity: ListEntity
  format: ExportFormat
  request: ExportRequest | JournalFileRequest
  fileName: string
  isQuick: boolean
}

async function addExport(pool: Pool, actor: Actor, wanted: NewExport): Promise<number> {
  const { entity, format, request, fileName, isQuick } = wanted
  await removeExpired(pool)
  const id = await inTransaction(pool, async (client) => {
    const made = await onlyRow<{ id: number }>(
      client,
      sql`insert into export_run (entity, format, author_id, file_name, request, expires_at)
          values (${entity}, ${format}, ${actor.userId}, ${fileName}, ${JSON.stringify(request)}::jsonb,
                  now() + make_interval(days => ${keptDays}))
          returning id`,
    )
    if (!isQuick) {
      const job = await addJob(client, {
        kind: 'export',
        userId: actor.userId,
        subject: fileName,
        params: { export: made.id },
      })
      await execute(client, sql`update export_run set job_id = ${job} where id = ${made.id}`)
    }
    return made.id
  })
  if (isQuick) {
    try {
      await makeExport(pool, actor, id)
    } catch (error) {
      await execute(pool, sql`delete from export_run where id = ${id}`)
      throw error
    }
  }
  return id
}

/** Whether so few records are meant that one can wait for them: at most one more than that is counted. */
async function isFew(pool: Pool, actor: Actor, request: ExportRequest): Promise<boolean> {
  if (request.ids && request.ids.length <= quickRecords) return true
  const { records } = await onlyRow<{ records: number }>(
    pool,
    sql`select count(*) as records from (select ${selectionSql(request, actor)} limit ${quickRecords + 1}) as one`,
  )
  return records <= quickRecords
}

/** The file of an export is written and kept. */
export async function makeExport(
  pool: Pool,
  actor: Actor,
  id: number,
  run?: Pick<JobRun, 'report' | 'signal' | 'watch'>,
): Promise<void> {
  const found = await firstRow<{
    request: ExportRequest | JournalFileRequest
    name: string
    entity: string
    format: string
  }>(pool, sql`select request, file_name as name, entity, format from export_run where id = ${id}`)
  if (!found) throw new RafaleError('not-found')
  const { request, name, entity, format } = found
  let told = 0
  const onProgress = async (share: number) => {
    if (!run || Date.now() - told < 250) return
    told = Date.now()
    await run.report('export', share)
  }
  await inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'file')
    const writing = { pool, actor, path, onProgress, signal: run?.signal, watch: run?.watch }
    const { rows } =
      'journal' in request
        ? await writeJournalFile({ ...writing, request })
        : await writeExport({ ...writing, request })
    const { size } = await stat(path)
    await inTransaction(pool, async (client) => {
      const file = await storeFile(client, { path, name, size })
      await execute(client, sql`update export_run set rows = ${rows}, file_id = ${file} where id = ${id}`)
      const journal = 'journal' in request ? { journal: request.journal } : {}
      await writeAudit(client, {
        action: 'exported',
        userId: actor.userId,
        detail: { entity, format, rows, ...journal },
      })
    })
  })
}
