import type { ClientBase } from 'pg'
import { locks } from '../database/locks.ts'
import { execute, firstRow, onlyRow, sql, type Queryable } from '../database/sql.ts'
import type { JobKind } from './add-job.ts'
import type { JobRun } from './job-run.ts'

/** The jobs that write records in bulk. */
const writers: readonly JobKind[] = [
  'import-apply',
  'journal-validate',
  'mass-action',
  'undo',
  'restore',
  'transfer',
  'sample-data',
  'list-merge',
  'source-run',
]

/** Until the end of its transaction the caller is the only bulk writer; while it has to wait, its job says for whom. */
export async function takeTurn(
  client: ClientBase,
  run: (Pick<JobRun, 'waitFor'> & { id?: number }) | undefined,
): Promise<void> {
  const { taken } = await onlyRow<{ taken: boolean }>(
    client,
    sql`select pg_try_advisory_xact_lock(${locks.bulk}) as taken`,
  )
  if (taken) return
  await run?.waitFor((await bulkWriter(client, run?.id)) ?? 'Rafale')
  await execute(client, sql`select pg_advisory_xact_lock(${locks.bulk})`)
  await run?.waitFor(null)
}

/** What the job that writes in bulk now is about, in words; undefined when it is none of ours that has a job. */
export async function bulkWriter(db: Queryable, except = 0): Promise<string | undefined> {
  const writer = await firstRow<{ subject: string }>(
    db,
    sql`select subject from job
         where state = 'running' and kind = any(${writers}::text[]) and id <> ${except}
         order by started_at
         limit 1`,
  )
  return writer?.subject
}
