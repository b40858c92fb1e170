import type { ClientBase, Pool } from 'pg'
import type { Actor } from '../auth/actor.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { execute, sql } from '../database/sql.ts'

export type JobResult = { changeSet?: number; import?: number; journal?: number }

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
  /** Statements of this connection stop when the job is cancelled. */
  watch(client: ClientBase): void
}

export type JobTask = (run: JobRun) => Promise<JobResult>

type Running = { id: number; actor: Actor; importId: number | null; params: Record<string, unknown> }

/** The run of a job, and `cancel`, which ends its statements where they are: what they wrote is taken back. */
export function startRun(pool: Pool, running: Running): { run: JobRun; cancel: () => Promise<void> } {
  const abort = new AbortController()
  const backends = new Set<number>()
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
    watch: (client) => {
      const backend = (client as unknown as { processID: number | null }).processID
      if (backend) backends.add(backend)
    },
  }
  const cancel = async () => {
    abort.abort(new RafaleError('cancelled'))
    for (const backend of backends) await execute(pool, sql`select pg_cancel_backend(${backend})`)
  }
  return { run, cancel }
}
