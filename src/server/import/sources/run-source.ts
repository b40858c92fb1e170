/**
 * One run of a source: what an earlier run could not finish is finished, the place is looked into, each new file that no
 * longer grows is taken, planned, held against the limits and imported or left as a draft, and put away.
 *
 * A file is one row of `import_source_file`, made in the transaction that keeps its bytes and its import; whoever is
 * killed leaves a row that says how far it came, and the next run goes on from there.
 */
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { systemActor, type Actor } from '../../platform/auth/actor.ts'
import { loadUser } from '../../platform/auth/load-caller.ts'
import { locks } from '../../platform/database/locks.ts'
import { execute, firstRow, onlyRow, rowsOf, sql } from '../../platform/database/sql.ts'
import type { JobRun } from '../../platform/jobs/job-run.ts'
import type { Services } from '../../platform/services.ts'
import { findMapping } from '../mappings/saved-mappings.ts'
import { findSource, reasonOf, type Reason, type StoredSource } from './find-source.ts'
import { importFile, wasCancelled, type SourceMapping } from './import-file.ts'
import { newFiles, putAway } from './new-files.ts'
import { atPlace } from './places/open-place.ts'
import { takeFile } from './take-file.ts'
import { tellSource } from './tell-source.ts'

export type SourceRunning = {
  services: Services
  source: StoredSource
  mapping: SourceMapping
  /** In whose name, with the rights of now. */
  actor: Actor
  runId: number
  /** Files that could not be put away: told at the end, they keep no other file from being taken. */
  faults: RafaleError[]
  run: Pick<JobRun, 'report' | 'watch' | 'waitFor' | 'signal'> & { id?: number }
}

export type SourceResult = { taken: number; applied: number; growing: number }

type Wanted = {
  services: Services
  sourceId: number
  trigger: 'clock' | 'hand'
  run: SourceRunning['run']
  /** Between the two looks at a file. */
  settleMilliseconds?: number
}

/** Told by a size and a time that stay the same for so long. */
const usualSettle = 10_000

/** What somebody has to mend: trying again by the clock would not help, or do harm. */
const lasting = new Set([
  'source-user-gone',
  'source-user-lacks-right',
  'source-mapping-gone',
  'source-host-key-changed',
  'source-not-tested',
  'source-refused',
  'source-key-unreadable',
  'source-folder-not-set',
  'source-folder-outside',
])

/**
 * One run, unless another one of this source goes on, on whatever node ('source-running'). Throws what kept it from its
 * work, after it was told; what became of each file is told by itself.
 */
export async function runSource(wanted: Wanted): Promise<SourceResult> {
  const { services, sourceId, trigger } = wanted
  const holder = await services.pool.connect()
  let broken: Error | undefined
  try {
    const { isMine } = await onlyRow<{ isMine: boolean }>(
      holder,
      sql`select pg_try_advisory_lock(${locks.sourceRun}, ${sourceId}) as "isMine"`,
    )
    if (!isMine) throw new RafaleError('source-running')
    const { id: runId } = await onlyRow<{ id: number }>(
      services.pool,
      sql`insert into import_source_run (source_id, trigger) values (${sourceId}, ${trigger}) returning id`,
    )
    return await recorded(wanted, runId)
  } finally {
    await execute(holder, sql`select pg_advisory_unlock(${locks.sourceRun}, ${sourceId})`).catch(
      (error: Error) => (broken = error),
    )
    holder.release(broken)
  }
}

/** The run, and what is to be known of it afterwards. */
async function recorded(wanted: Wanted, runId: number): Promise<SourceResult> {
  const { services, sourceId, run } = wanted
  const result: SourceResult = { taken: 0, applied: 0, growing: 0 }
  let failure: unknown
  try {
    await work(wanted, runId, result)
  } catch (error) {
    failure = error
  }
  const isCancelled = run.signal.aborted
  // By the end of the process: gone on with by the next one.
  const isCut = isCancelled && !(await wasCancelled(services.pool, run.id))
  const reason = isCancelled ? null : whyFailed(failure, services)
  await execute(
    services.pool,
    sql`with ended as (
          update import_source_run set ended_at = now(), growing = ${result.growing}, error = ${reason ? JSON.stringify(reason) : null}::jsonb
           where id = ${runId})
        update import_source
           set last_run_at = now(),
               is_active = is_active and not ${reason !== null && lasting.has(reason.code)},
               -- What is still being written, or was broken off, does not wait for the next day.
               next_run_at = case when ${result.growing > 0 || isCut} then least(next_run_at, now() + interval '1 minute') else next_run_at end
         where id = ${sourceId}`,
  )
  const isTold = !isCancelled && (await tellSource(services, sourceId, reason))
  // Runs that found nothing, or what was told before, would bury those that did something.
  await execute(
    services.pool,
    sql`delete from import_source_run as r
         where r.id = ${runId} and r.trigger = 'clock' and not ${isTold}
           and not exists (select from import_source_file as f where f.run_id = r.id)`,
  )
  if (failure !== undefined) throw failure
  return result
}

function whyFailed(failure: unknown, { log }: Services): Reason | null {
  if (failure === undefined) return null
  if (failure instanceof RafaleError) return reasonOf(failure)
  log.error({ err: failure }, 'A run of a recurring import failed')
  return { code: 'internal', params: { reference: 'import source' } }
}

async function work(wanted: Wanted, runId: number, result: SourceResult): Promise<void> {
  const { services, sourceId, run, settleMilliseconds = usualSettle } = wanted
  const { pool } = services
  const source = await findSource(pool, systemActor, sourceId)
  const actor = await actorOf(services, source)
  const mapping = await mappingOf(services, source, actor)
  const running: SourceRunning = { services, source, mapping, actor, runId, faults: [], run }
  for (const left of await rowsOf<{ id: number }>(
    pool,
    sql`update import_source_file set run_id = ${runId} where source_id = ${sourceId} and outcome = 'taken' returning id`,
  )) {
    if ((await importFile(running, left.id)) === 'applied') result.applied++
  }
  if (source.place.kind === 'sftp' && source.place.hostKey === null) {
    throw new RafaleError('source-not-tested', { host: source.place.host })
  }
  await atPlace(source, services, async (place) => {
    const { files, growing } = await newFiles(running, place, settleMilliseconds)
    result.growing = growing
    for (const file of files) {
      await demandFree(running)
      const outcome = await takeFile(running, place, file)
      if (outcome === 'changing') result.growing++
      else result.taken++
      if (outcome === 'applied') result.applied++
    }
    await putAway(running, place, await place.look())
  })
  if (running.faults[0]) throw running.faults[0]
}

/** The user in whose name it imports, as he is now; throws 'source-user-gone', 'source-user-lacks-right'. */
async function actorOf({ pool }: Services, { user, mode }: StoredSource): Promise<Actor> {
  const actor = await loadUser(pool, user.id)
  if (!actor) throw new RafaleError('source-user-gone', { user: user.name })
  const isAllowed =
    actor.rights.has('import.run') && (mode !== 'update-with-deletion' || actor.rights.has('import.delete'))
  if (!isAllowed) throw new RafaleError('source-user-lacks-right', { user: user.name })
  return actor
}

/** The mapping as it is now, with the forms of the headers it was saved for. Throws 'source-mapping-gone'. */
async function mappingOf({ pool }: Services, source: StoredSource, actor: Actor): Promise<SourceMapping> {
  const found = source.mapping && (await findMapping(pool, actor, { entity: source.entity, id: source.mapping.id }))
  if (!found) throw new RafaleError('source-mapping-gone')
  const { signature } = await onlyRow<{ signature: string }>(
    pool,
    sql`select signature from saved_mapping where id = ${found.id}`,
  )
  return { ...found, headerForms: signature === '' ? [] : signature.split('\u001F') }
}

/** Throws 'source-waits' while the draft of a file that was stopped waits, if the source says so. */
async function demandFree({ services, source }: SourceRunning): Promise<void> {
  if (!source.holdsAfterStop) return
  const waiting = await firstRow<{ name: string }>(
    services.pool,
    sql`select f.name from import_source_file as f
          join import_run as i on i.id = f.import_id
         where f.source_id = ${source.id} and f.outcome = 'stopped' and i.state <> 'done'
         order by f.id limit 1`,
  )
  if (waiting) throw new RafaleError('source-waits', { file: waiting.name })
}
