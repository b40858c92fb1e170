import type { jobKinds } from '../../../shared/contract/job.contract.ts'
import { execute, onlyRow, sql, type Queryable } from '../database/sql.ts'

export type JobKind = (typeof jobKinds)[number]
export type NewJob = {
  kind: JobKind
  userId: number | null
  /** What it is about, as a person would say it. */
  subject: string
  importId?: number
  params?: Record<string, unknown>
  /** When it is to begin; at once unless said. */
  runAt?: string
}

/** A job that a worker will run, its id. Added in the caller's transaction: rolled back it never runs, committed it does. */
export async function addJob(client: Queryable, job: NewJob): Promise<number> {
  const { id } = await onlyRow<{ id: number }>(
    client,
    sql`insert into job (kind, user_id, subject, import_id, params, run_at)
        values (${job.kind}, ${job.userId}, ${job.subject}, ${job.importId ?? null}, ${JSON.stringify(job.params ?? {})}::jsonb, ${job.runAt ?? null})
        returning id`,
  )
  await execute(
    client,
    sql`select graphile_worker.add_job('run-job', json_build_object('job', ${id}::bigint), max_attempts => 1,
                                          run_at => ${job.runAt ?? null}::timestamptz)`,
  )
  await execute(client, sql`select pg_notify('job', ${String(id)})`)
  return id
}
