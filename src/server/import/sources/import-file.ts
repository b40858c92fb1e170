import { setTimeout as sleep } from 'node:timers/promises'
import type { SourceFile } from '../../../shared/contract/import-source.contract.ts'
import type { ImportSettings } from '../../../shared/contract/import.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { headerForm } from '../../../shared/import/header-form.ts'
import { execute, firstRow, sql } from '../../platform/database/sql.ts'
import { applyImport } from '../apply-import.ts'
import { changeImport } from '../change-import.ts'
import { findImport, type StoredImport } from '../find-import.ts'
import { isStaged } from '../is-staged.ts'
import { mapAsSaved, type FoundMapping } from '../mappings/saved-mappings.ts'
import { runPlan } from '../run-plan.ts'
import { stageImport } from '../stage-import.ts'
import { notationFaults } from '../check-settings.ts'
import { checkHeaders, checkLimits } from './check-limits.ts'
import { reasonOf, type Reason } from './find-source.ts'
import type { SourceRunning } from './run-source.ts'

/** The mapping of a source, and the forms of all the headers it was saved for. */
export type SourceMapping = FoundMapping & { headerForms: readonly string[] }

/** A file that broke off so many runs is left to a person. */
const mostAttempts = 3
/** The base may move between a plan and its writing: so often it is planned anew. */
const mostPlans = 5

/**
 * The import of a file that was taken is written, or stopped and left as a draft with the reasons; from wherever an
 * earlier run broke off. What is wrong with us and not with the file is thrown, and the file is gone on with later.
 */
export async function importFile(
  running: SourceRunning,
  fileId: number,
  path?: string,
): Promise<SourceFile['outcome']> {
  const { services } = running
  const row = await firstRow<{ importId: number | null; attempts: number }>(
    services.pool,
    sql`update import_source_file set attempts = attempts + 1 where id = ${fileId}
        returning import_id as "importId", attempts`,
  )
  const importId = row?.importId ?? null
  if (importId === null) return settle(running, fileId, 'dropped', [])
  try {
    const found = await findImport(services.pool, running.actor, importId)
    // Written by a run that was killed before it could say so, or by hand meanwhile.
    if (found.state === 'done') return await settle(running, fileId, 'applied', [])
    if (row && row.attempts > mostAttempts) throw new RafaleError('source-gave-up', { count: mostAttempts })
    const reasons = await writeUnlessStopped(running, importId, path)
    if (reasons.length === 0) return await settle(running, fileId, 'applied', [])
    return await stop(running, { fileId, importId, reasons })
  } catch (error) {
    const reason = await reasonToStop(running, error)
    if (!reason) {
      await reopen(running, importId, null)
      throw error
    }
    return stop(running, { fileId, importId, reasons: [reason] })
  }
}

/** Why it is not written; nothing when it is. */
async function writeUnlessStopped(running: SourceRunning, importId: number, path?: string): Promise<Reason[]> {
  const { services, source, actor, run } = running
  const { pool } = services
  await run.report('stage', 0.1)
  const before = await findImport(pool, actor, importId)
  if (before.state === 'uploaded' || !(await isStaged(pool, before))) {
    await stageImport({ pool, actor, importId, ...(path === undefined ? {} : { path }), signal: run.signal })
  }
  const staged = await findImport(pool, actor, importId)
  await changeImport(pool, actor, staged, { settings: settingsOf(running, staged) })
  await execute(
    pool,
    sql`update import_run set mapping_id = ${running.mapping.id}, job_id = coalesce(${run.id ?? null}, job_id), state = 'applying', error = null
         where id = ${importId}`,
  )
  const mapped = await findImport(pool, actor, importId)
  const early = [...(source.limits.headers ? headerReasons(running, mapped) : []), ...notationFaults(mapped)]
  for (let plans = 1; ; plans++) {
    const { recap } = await runPlan({ pool, actor, importId, run })
    const reasons = [...early, ...checkLimits(source.limits, mapped, recap)]
    if (reasons.length > 0) return reasons
    const confirmDeletions = recap.records[source.entity]?.delete ?? 0
    try {
      await applyImport({ pool, actor, importId, confirmation: { confirmDeletions }, acceptsMoves: false, run })
      return []
    } catch (error) {
      // The limits are held against what will be written, not against what would have been a moment ago.
      if (!(error instanceof RafaleError) || error.code !== 'plan-moved' || plans === mostPlans) throw error
      await sleep(200 * plans)
    }
  }
}

/** As saved, in the source's mode. Columns that the mapping does not know are left out: nobody looks at what they are guessed to be. */
function settingsOf({ source, mapping }: SourceRunning, staged: StoredImport): ImportSettings {
  const known = new Set(mapping.settings.columns.map(({ header }) => headerForm(header)))
  const mapped = mapAsSaved(staged, mapping.settings)
  return {
    ...mapped,
    mode: source.mode,
    note: source.name,
    columns: mapped.columns.map((one) =>
      known.has(headerForm(staged.columns[one.column]?.header ?? ''))
        ? one
        : { column: one.column, target: null, isKey: false, policy: 'overwrite' },
    ),
  }
}

const headerReasons = ({ mapping }: SourceRunning, { columns }: StoredImport): Reason[] =>
  checkHeaders(
    columns.map(({ header }) => header),
    { saved: mapping.headerForms, names: mapping.settings.columns.map(({ header }) => header) },
  )

/** A reason about the file, or that somebody cancelled; undefined for what a later run may get over. */
async function reasonToStop({ services, run }: SourceRunning, error: unknown): Promise<Reason | undefined> {
  if (run.signal.aborted) {
    return (await wasCancelled(services.pool, run.id)) ? { code: 'cancelled', params: {} } : undefined
  }
  return error instanceof RafaleError ? reasonOf(error) : undefined
}

/** Whether somebody cancelled the job, and not the process that ends. */
export async function wasCancelled(db: SourceRunning['services']['pool'], jobId: number | undefined): Promise<boolean> {
  const job = await firstRow<{ isCancelled: boolean }>(
    db,
    sql`select is_cancelled as "isCancelled" from job where id = ${jobId ?? null}`,
  )
  return job?.isCancelled ?? false
}

type Stopping = { fileId: number; importId: number; reasons: Reason[] }

/** The import waits as a draft in the wizard, and says why. */
async function stop(running: SourceRunning, { fileId, importId, reasons }: Stopping): Promise<SourceFile['outcome']> {
  const isThere = await reopen(running, importId, reasons[0] ?? null)
  return settle(running, fileId, isThere ? 'stopped' : 'dropped', isThere ? reasons : [])
}

/** The import is a draft again, which people may take up; false when it is gone. */
async function reopen({ services }: SourceRunning, importId: number, why: Reason | null): Promise<boolean> {
  const found = await execute(
    services.pool,
    sql`update import_run
           set state = case when state <> 'applying' then state when recap is null then 'staged' else 'planned' end,
               error = ${why ? JSON.stringify(why) : null}::jsonb, touched_at = now()
         where id = ${importId}`,
  )
  return found > 0
}

async function settle(
  { services }: SourceRunning,
  fileId: number,
  outcome: SourceFile['outcome'],
  reasons: Reason[],
): Promise<SourceFile['outcome']> {
  await execute(
    services.pool,
    sql`update import_source_file set outcome = ${outcome}, reasons = ${JSON.stringify(reasons)}::jsonb where id = ${fileId}`,
  )
  return outcome
}
