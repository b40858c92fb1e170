import { firstRow, sql, type Queryable } from '../database/sql.ts'

/**
 * A job that no worker has begun is cancelled at once, and its import is back at its recap; one that runs is told to stop, and takes back what it wrote. False: no such job of that user.
 */
export async function cancelJob(db: Queryable, id: number, userId: number | null): Promise<boolean> {
  const job = await firstRow(
    db,
    sql`with told as (
          update job
             set is_cancelled = true,
                 state = case state when 'queued' then 'cancelled' else state end,
                 ended_at = case state when 'queued' then now() else ended_at end
           where id = ${id} and (user_id is not distinct from ${userId} or ${userId}::bigint is null)
             and state in ('queued', 'waiting', 'running')
          returning id, state
        ), reopened as (
          update import_run set state = 'planned', error = '{"code": "cancelled", "params": {}}'
            from told where told.state = 'cancelled' and import_run.job_id = told.id and import_run.state = 'applying')
        select pg_notify('job_cancel', id::text), pg_notify('job', id::text) from told`,
  )
  return job !== undefined
}
