import { sourceSchedule } from '../../../shared/contract/import-source.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { locks } from '../../platform/database/locks.ts'
import { execute, firstRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { addJob } from '../../platform/jobs/add-job.ts'
import type { Services } from '../../platform/services.ts'
import { findOwnSource } from './find-source.ts'
import { nextRun } from './schedule.ts'
import { tellSource } from './tell-source.ts'

type Due = {
  id: number
  name: string
  userId: number
  user: string
  isUserActive: boolean
  schedule: unknown
  timeZone: string
}

/**
 * The source that is due longest has its job; once a minute, and whenever a run ends. One at a time: a server that is
 * slow holds one worker, and leaves the other to people.
 */
export async function startDue(services: Services): Promise<void> {
  const { pool } = services
  const stopped = await inTransaction(pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(${locks.sourceSchedule})`)
    const busy = await firstRow(
      client,
      sql`select from job where kind = 'source-run' and state in ('queued', 'waiting', 'running') limit 1`,
    )
    if (busy) return undefined
    const due = await firstRow<Due>(
      client,
      sql`select s.id, s.name, s.schedule, s.time_zone as "timeZone", u.id as "userId", u.name as "user", u.is_active as "isUserActive"
            from import_source as s
            join app_user as u on u.id = s.user_id
           where s.is_active and s.next_run_at <= now()
           order by s.next_run_at, s.id
           limit 1`,
    )
    if (!due) return undefined
    const next = nextRun(sourceSchedule.parse(due.schedule), due.timeZone, new Date())
    await execute(
      client,
      sql`update import_source set next_run_at = ${next.toISOString()}, is_active = ${due.isUserActive} where id = ${due.id}`,
    )
    if (!due.isUserActive) return due
    await addRun(client, { ...due, trigger: 'clock' })
    return undefined
  })
  // Nobody's rights to run with: told, and the next one's turn.
  if (!stopped) return
  await tellSource(services, stopped.id, { code: 'source-user-gone', params: { user: stopped.user } })
  await startDue(services)
}

/** A job looks into the source now. Throws 'source-running', 'source-user-gone'. */
export async function runNow({ pool }: Services, actor: Actor, id: number): Promise<void> {
  const { name, user, isRunning } = await findOwnSource(pool, actor, id)
  if (!user.isActive) throw new RafaleError('source-user-gone', { user: user.name })
  if (isRunning) throw new RafaleError('source-running')
  await inTransaction(pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(${locks.sourceSchedule})`)
    await addRun(client, { id, name, userId: user.id, trigger: 'hand' })
  })
}

type NewRun = { id: number; name: string; userId: number; trigger: 'clock' | 'hand' }

async function addRun(client: Queryable, { id, name, userId, trigger }: NewRun): Promise<void> {
  const job = await addJob(client, { kind: 'source-run', userId, subject: name, params: { source: id, trigger } })
  await execute(client, sql`update import_source set job_id = ${job} where id = ${id}`)
}

/** A run that lost its process, or whose user left just before it began, is seen to; then the next one's turn. */
export async function sourceRunEnded(services: Services, jobId: number): Promise<void> {
  const job = await firstRow<{ sourceId: number; code: string | null; user: string }>(
    services.pool,
    sql`select (j.params ->> 'source')::bigint as "sourceId", j.error ->> 'code' as code, u.name as "user"
          from job as j join app_user as u on u.id = j.user_id
         where j.id = ${jobId} and j.kind = 'source-run'`,
  )
  if (!job) return
  if (job.code === 'job-lost') {
    await execute(
      services.pool,
      sql`with ended as (
            update import_source_run set ended_at = now(), error = '{"code": "job-lost", "params": {}}'
             where source_id = ${job.sourceId} and ended_at is null)
          update import_source set next_run_at = least(next_run_at, now()) where id = ${job.sourceId}`,
    )
  }
  if (job.code === 'job-user-gone') {
    await execute(services.pool, sql`update import_source set is_active = false where id = ${job.sourceId}`)
    await tellSource(services, job.sourceId, { code: 'source-user-gone', params: { user: job.user } })
  }
  await startDue(services)
}

/** Jobs that looked into a source yesterday or before and made no import are gone: one a minute adds up. */
export const forgetQuietRuns = (db: Queryable): Promise<number> =>
  execute(
    db,
    sql`delete from job as j
         where j.kind = 'source-run' and j.ended_at < now() - interval '1 day'
           and not exists (select from import_run as i where i.job_id = j.id)`,
  )
