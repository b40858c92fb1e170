import type { ClientBase } from 'pg'
import { locks } from '../database/locks.ts'
import { execute, firstRow, onlyRow, sql } from '../database/sql.ts'
import type { JobKind } from './add-job.ts'
import type { JobRun } from './job-run.ts'

/** The jobs that write records in bulk. */
const writers: readonly JobKind[] = ['import-apply', 'journal-validate', 'undo', 'restore', 'sample-data']

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
  const writer = await firstRow<{ subject: string }>(
    client,
    sql`select subject from job
         where state = 'running' and kind = any(${writers}::text[]) and id <> ${run?.id ?? 0}
         order by started_at
         limit 1`,
  )
  await run?.waitFor(writer?.subject ?? 'Rafale')
  await execute(client, sql`select pg_advisory_xact_lock(${locks.bulk})`)
  await run?.waitFor(null)
}
