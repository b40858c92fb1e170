/**
 * What imports leave behind is cleared once a day: the staging and plan tables of those that were applied, of drafts that
 * nobody touched for a week, and after 90 days the files themselves, with the drafts. The report of an import stays.
 */
import type { Pool } from 'pg'
import { systemActor } from '../platform/auth/actor.ts'
import { execute, rowsOf, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { deleteImport } from './change-import.ts'
import { dropStage } from './drop-stage.ts'
import { findImport } from './find-import.ts'
import { isStaged } from './is-staged.ts'
import { keepRefused } from './keep-refused.ts'

const days = { applied: 1, untouched: 7, files: 90 }

export type Cleared = { applied: number; untouched: number; drafts: number; files: number }

/** Clears what is due; how much of each. An import that cannot be cleared now is left for the next day. */
export async function clearImports(pool: Pool): Promise<Cleared> {
  const cleared: Cleared = { applied: 0, untouched: 0, drafts: 0, files: 0 }
  for (const id of await due(pool, sql`i.state = 'done'`, days.applied)) {
    const run = await findImport(pool, systemActor, id)
    // Not before its refused rows are a file: they can be downloaded for as long as the file can.
    if (await isStaged(pool, run)) await keepRefused(pool, run)
    if ((await dropStage(pool, `import_${id}_`)) > 0) cleared.applied++
  }
  for (const id of await due(pool, sql`i.state <> 'done' and ${isIdle}`, days.files)) {
    await deleteImport(pool, await findImport(pool, systemActor, id))
    cleared.drafts++
  }
  for (const id of await due(pool, sql`i.state <> 'done' and ${isIdle}`, days.untouched)) {
    cleared.untouched += await clearDraft(pool, id)
  }
  cleared.files = await execute(
    pool,
    sql`delete from stored_file_chunk as chunk
         using import_run as i
         where chunk.file_id in (i.file_id, i.refused_file_id) and i.touched_at < now() - make_interval(days => ${days.files})`,
  )
  return cleared
}

/** No job works on it. */
const isIdle = sql`i.state <> 'applying'
  and not exists (select from job where job.id = i.job_id and job.state in ('queued', 'waiting', 'running'))`

async function due(pool: Pool, where: ReturnType<typeof sql>, age: number): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    pool,
    sql`select i.id from import_run as i
         where ${where} and i.touched_at < now() - make_interval(days => ${age})
           and (i.state <> 'done' or exists (select from pg_tables as t
                                              where t.schemaname = 'stage' and starts_with(t.tablename, 'import_' || i.id || '_')))
         order by i.id`,
  )
  return rows.map(({ id }) => id)
}

/** A draft keeps its file, its mapping and what was corrected; its rows are read again when it is taken up. */
function clearDraft(pool: Pool, id: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const dropped = await dropStage(client, `import_${id}_`)
    if (dropped === 0) return 0
    await execute(
      client,
      sql`update import_run set state = 'uploaded', recap = null, planned_at_position = null where id = ${id}`,
    )
    return 1
  })
}
