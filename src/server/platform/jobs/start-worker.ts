import { Logger as GraphileLogger, parseCronItems, run as runWorker, type Runner } from 'graphile-worker'
import pg from 'pg'
import { errorText, RafaleError, type Language } from '../../../shared/errors/rafale-error.ts'
import { execute, firstRow, rowsOf, sql } from '../database/sql.ts'
import { sendMail } from '../mail/send-mail.ts'
import type { Services } from '../services.ts'
import type { Actor } from '../auth/actor.ts'
import type { JobKind } from './add-job.ts'
import { startRun, type JobResult, type JobTask } from './job-run.ts'

/** A job whose beat is older than this lost its process. */
const lostAfterSeconds = 15
const beatMilliseconds = 3000

export type Worker = { stop(): Promise<void> }

/** Work without a job that people see: done when asked for by `graphile_worker.add_job`, and by the clock when it has a `cron`. */
export type Chore = {
  run: () => Promise<unknown>
  cron?: string
  /** Whether it is done for each time that passed while no worker ran; it is unless said. */
  isMadeUpFor?: boolean
}

export type WorkerSetup = {
  services: Services
  tasks: Record<JobKind, JobTask>
  /** The actor a job acts as: its user with his present rights, or the system. */
  actorOf: (userId: number | null) => Promise<Actor>
  /** Called once a job has ended, well or badly. */
  onEnded: (job: number) => Promise<void>
  chores: Record<string, Chore>
}

type JobRow = {
  id: number
  kind: JobKind
  userId: number | null
  importId: number | null
  params: Record<string, unknown>
}

/** Runs jobs until stopped, two at a time. Jobs whose process was lost are marked failed: what they wrote was rolled back. */
export async function startWorker(setup: WorkerSetup): Promise<Worker> {
  const { services, chores } = setup
  const { pool, log } = services
  const cancels = new Map<number, () => Promise<void>>()
  const listener = await listenForCancels(services, cancels)
  const beat = setInterval(() => void keepBeat(setup, cancels), beatMilliseconds)
  await failLost(setup)
  const runner: Runner = await runWorker({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 1000,
    parsedCronItems: parseCronItems(
      Object.entries(chores).flatMap(([task, { cron, isMadeUpFor = true }]) =>
        cron ? [{ task, match: cron, options: { backfillPeriod: isMadeUpFor ? 86_400_000 : 0 } }] : [],
      ),
    ),
    logger: new GraphileLogger(() => (level, message) => (level === 'error' ? log.error(message) : log.debug(message))),
    taskList: {
      ...Object.fromEntries(Object.entries(chores).map(([name, { run }]) => [name, async () => void (await run())])),
      'run-job': (payload) => runJob(setup, (payload as { job: number }).job, cancels),
      'send-mail': (payload, { job }) =>
        sendMail(services, (payload as { mail: number }).mail, job.attempts >= job.max_attempts),
    },
  })
  return {
    async stop() {
      clearInterval(beat)
      for (const cancel of cancels.values()) await cancel()
      await runner.stop()
      await listener.end()
    },
  }
}

async function runJob(setup: WorkerSetup, id: number, cancels: Map<number, () => Promise<void>>): Promise<void> {
  const { pool, log } = setup.services
  const job = await firstRow<JobRow>(
    pool,
    sql`update job set state = 'running', started_at = now(), beat_at = now()
         where id = ${id} and state = 'queued' and not is_cancelled and coalesce(run_at, now()) <= now()
        returning id, kind, user_id as "userId", import_id as "importId", params`,
  )
  if (!job) return
  const actor = await setup.actorOf(job.userId).catch(async (error: unknown) => {
    await endJob(setup, id, 'failed', null, failureOf(error, 'fr'))
    return undefined
  })
  if (!actor) return
  const { run, cancel } = startRun(pool, { ...job, actor })
  cancels.set(id, cancel)
  try {
    await heedCancels(setup.services, cancels)
    await endJob(setup, id, 'done', await setup.tasks[job.kind](run))
  } catch (error) {
    const refusal = run.signal.aborted ? new RafaleError('cancelled') : error instanceof RafaleError ? error : undefined
    if (!refusal) log.error({ err: error, job: id }, 'A job failed')
    const told = failureOf(refusal ?? new RafaleError('internal', { reference: `job ${id}` }), actor.language)
    await endJob(setup, id, run.signal.aborted ? 'cancelled' : 'failed', null, told)
  } finally {
    cancels.delete(id)
  }
}

/** Why a job failed, as its user reads it. */
function failureOf(error: unknown, language: Language): { code: string; message: string } {
  const told = error instanceof RafaleError ? error : new RafaleError('internal', { reference: 'job' })
  return { code: told.code, message: errorText(told.code, told.params, language) }
}

async function endJob(
  { services, onEnded }: WorkerSetup,
  id: number,
  state: string,
  result: JobResult | null,
  error?: { code: string; message: string },
): Promise<void> {
  await execute(
    services.pool,
    sql`with ended as (
          update job set state = ${state}, result = ${result ? JSON.stringify(result) : null}::jsonb,
                 error = ${error ? JSON.stringify(error) : null}::jsonb, waits_for = null,
                 progress = case when ${state} = 'done' then 1 else progress end, ended_at = now()
           where id = ${id})
        select pg_notify('job', ${String(id)})`,
  )
  await onEnded(id).catch((error: unknown) =>
    services.log.error({ err: error, job: id }, 'The end of a job could not be told'),
  )
}

async function listenForCancels(
  { connection, log }: Services,
  cancels: Map<number, () => Promise<void>>,
): Promise<pg.Client> {
  const listener = new pg.Client(connection)
  listener.on('error', (error) => log.error({ err: error }, 'The connection that hears of cancelled jobs was lost'))
  listener.on('notification', ({ payload }) => void cancels.get(Number(payload))?.())
  await listener.connect()
  await listener.query('listen job_cancel')
  return listener
}

type Cancels = ReadonlyMap<number, () => Promise<void>>

async function keepBeat(setup: WorkerSetup, cancels: Cancels): Promise<void> {
  try {
    if (cancels.size > 0) await heedCancels(setup.services, cancels)
    await failLost(setup)
  } catch (error) {
    setup.services.log.warn({ err: error }, 'The beat of running jobs could not be written')
  }
}

/** The running jobs are alive; those that were cancelled while nobody listened (just begun, connection lost) stop. */
async function heedCancels({ pool }: Services, cancels: Cancels): Promise<void> {
  const running = await rowsOf<{ id: number; isCancelled: boolean }>(
    pool,
    sql`update job set beat_at = now() where id = any(${[...cancels.keys()]}::bigint[])
        returning id, is_cancelled as "isCancelled"`,
  )
  for (const { id, isCancelled } of running) if (isCancelled) await cancels.get(id)?.()
}

/** Jobs that lost their process are failed, with the reason; their imports can be run again. */
async function failLost({ services: { pool }, onEnded }: WorkerSetup): Promise<void> {
  const lost = await rowsOf<{ id: number }>(
    pool,
    sql`update job set state = 'failed', ended_at = now(), error = ${JSON.stringify(lostError)}::jsonb
         where (state in ('running', 'waiting') and beat_at < now() - make_interval(secs => ${lostAfterSeconds}))
            -- Taken from the queue by a process that ended before it could say so.
            or (state = 'queued' and exists (
                  select from graphile_worker._private_jobs as taken
                   where (taken.payload ->> 'job')::bigint = job.id
                     and taken.locked_at < now() - make_interval(secs => ${lostAfterSeconds})))
        returning id`,
  )
  if (lost.length === 0) return
  const ids = lost.map(({ id }) => id)
  await execute(
    pool,
    sql`update import_run set state = case state when 'applying' then 'planned' else state end, error = '{"code": "job-lost", "params": {}}'
         where job_id = any(${ids}::bigint[])`,
  )
  for (const id of ids) {
    await execute(pool, sql`select pg_notify('job', ${String(id)})`)
    await onEnded(id)
  }
}

const lostError = { code: 'job-lost', message: errorText('job-lost', {}, 'fr') }
