import type { ClientBase, Pool } from 'pg'
import type { Actor } from '../auth/actor.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { execute, onlyRow, sql } from '../database/sql.ts'

export type JobResult = { changeSet?: number; import?: number; journal?: number; export?: number }

/** A job as the code that does the work sees it. */
export type JobRun = {
  id: number
  actor: Actor
  importId: number | null
  params: Record<string, unknown>
  signal: AbortSignal
  /** Tells people where it stands: the step under way and the share done, 0 to 1. */
  report(step: string, progress: number): Promise<void>
  /** Tells what it waits for, or that it no longer waits. */
  waitFor(what: string | null): Promise<void>
  /** The transaction this connection is in stops when the job is cancelled; what the connection does later does not. */
  watch(client: ClientBase): Promise<void>
}

export type JobTask = (run: JobRun) => Promise<JobResult>

/** A run without a job, for the command line: nobody stops it from elsewhere, and whoever began it is told of its progress. */
export const runWithoutJob = (
  onProgress: (step: string, share: number) => void = () => undefined,
): Pick<JobRun, 'report' | 'watch' | 'waitFor'> => ({
  report: async (step, share) => onProgress(step, share),
  watch: async () => undefined,
  waitFor: async (what) => {
    if (what !== null) onProgress(`waiting for ${what}`, 0)
  },
})

type Running = { id: number; actor: Actor; importId: number | null; params: Record<string, unknown> }

/** A connection, and when the transaction began that it was in: `now()` of that transaction. */
type Backend = { pid: number; startedAt: string }

/** The run of a job, and `cancel`, which ends its statements where they are: what they wrote is taken back. */
export function startRun(pool: Pool, running: Running): { run: JobRun; cancel: () => Promise<void> } {
  const abort = new AbortController()
  const watched: Backend[] = []
  const tell = (assignment: ReturnType<typeof sql>) =>
    execute(
      pool,
      sql`with told as (update job set ${assignment}, beat_at = now() where id = ${running.id}) select pg_notify('job', ${String(running.id)})`,
    )
  const run: JobRun = {
    ...running,
    signal: abort.signal,
    report: async (step, progress) => {
      if (abort.signal.aborted) throw new RafaleError('cancelled')
      await tell(sql`step = ${step}, progress = ${progress}`)
    },
    waitFor: async (what) => {
      await tell(sql`waits_for = ${what}, state = ${what === null ? 'running' : 'waiting'}`)
    },
    watch: async (client) => {
      watched.push(await onlyRow<Backend>(client, sql`select pg_backend_pid() as pid, now()::text as "startedAt"`))
    },
  }
  const cancel = async () => {
    abort.abort(new RafaleError('cancelled'))
    for (const { pid, startedAt } of watched) {
      await execute(
        pool,
        sql`select pg_cancel_backend(pid) from pg_stat_activity
             where pid = ${pid} and xact_start = ${startedAt}::timestamptz`,
      )
    }
  }
  return { run, cancel }
}
