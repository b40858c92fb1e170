/** What each kind of job does, for the worker. */
import type { Pool } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { JobKind } from '../platform/jobs/add-job.ts'
import type { JobRun, JobTask } from '../platform/jobs/job-run.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { findRestorePoint } from '../change-sets/restore-points.ts'
import { fillPreview } from '../change-sets/reversal-previews.ts'
import { runBackup } from '../backup/make-backup.ts'
import { applyImport } from '../import/apply-import.ts'
import { runPlan } from '../import/run-plan.ts'
import { stageImport } from '../import/stage-import.ts'
import { runSource } from '../import/sources/run-source.ts'
import type { Services } from '../platform/services.ts'
import type { Part } from '../portfolio/plan-transfer.ts'
import { transferPortfolio } from '../portfolio/transfer-portfolio.ts'
import { searchDuplicates } from '../duplicates/search-duplicates.ts'
import { makeExport } from '../export/create-export.ts'
import { validateJournal } from '../journals/validate-journal.ts'
import { massActionParams, runMassAction } from '../mass-actions/run-mass-action.ts'
import { mergeListValues } from '../reference/merge-list-values.ts'
import { reverse } from './reverse.ts'
import { restoreSource, undoSource } from '../records/plan/reversal-source.ts'

export function jobTasks(services: Services): Record<JobKind, JobTask> {
  const { pool } = services
  return {
    'import-stage': (run) =>
      forImport(pool, run, async (importId) => {
        await stageImport({
          pool,
          actor: run.actor,
          importId,
          signal: run.signal,
          onProgress: throttled((share) => run.report('stage', share)),
        })
        return { import: importId }
      }),
    'import-plan': (run) =>
      forImport(pool, run, async (importId) => {
        await runPlan({ pool, actor: run.actor, importId, run })
        return { import: importId }
      }),
    'import-apply': (run) =>
      forImport(pool, run, async (importId) => {
        const { changeSet } = await applyImport({
          pool,
          actor: run.actor,
          importId,
          confirmation: run.params,
          acceptsMoves: false,
          run,
        })
        return { import: importId, ...(changeSet === null ? {} : { changeSet }) }
      }),
    'journal-validate': async (run) => {
      const number = Number(run.params['journal'])
      const confirm = run.params['confirm'] === null ? null : Number(run.params['confirm'])
      const { changeSet } = await validateJournal({ pool, actor: run.actor, number, confirm, run })
      return { journal: number, ...(changeSet === null ? {} : { changeSet }) }
    },
    'mass-action': async (run) => {
      const { confirm, ...request } = massActionParams.parse(run.params)
      const { changeSet } = await runMassAction(pool, run, request, confirm)
      return { changeSet }
    },
    'reversal-preview': async (run) => {
      await fillPreview(pool, run.actor, Number(run.params['preview']), run)
      return {}
    },
    undo: (run) => {
      const changeSet = Number(run.params['changeSet'])
      const conflicts = run.params['conflicts'] === 'revert' ? 'revert' : 'keep'
      return reverse(pool, run, {
        head: { kind: 'undo', undoes: changeSet, source: `${changeSet}` },
        sourceOf: () => undoSource(changeSet, conflicts),
      })
    },
    restore: (run) =>
      reverse(pool, run, {
        head: { kind: 'restore', source: String(run.params['name'] ?? '') },
        sourceOf: async (client, name) => {
          const { position } = await findRestorePoint(client, Number(run.params['restorePoint']))
          return restoreSource(client, position, `${name}_source`)
        },
      }),
    transfer: (run) =>
      transferPortfolio(pool, run, {
        from: Number(run.params['from']),
        to: Number(run.params['to']),
        parts: run.params['parts'] as Part[],
        confirm: Number(run.params['confirm']),
      }),
    'list-merge': (run) => mergeListValues(pool, run),
    duplicates: async (run) => {
      const entity = run.params['entity'] === 'contact' ? 'contact' : 'company'
      await searchDuplicates(pool, run, entity, Number(run.params['search']))
      return {}
    },
    export: async (run) => {
      const id = Number(run.params['export'])
      await makeExport(pool, run.actor, id, run)
      return { export: id }
    },
    'source-run': async (run) => {
      const trigger = run.params['trigger'] === 'hand' ? 'hand' : 'clock'
      await runSource({ services, sourceId: Number(run.params['source']), trigger, run })
      return {}
    },
    backup: (run) =>
      runBackup(
        services,
        run,
        throttled((share) => run.report('backup', share)),
      ),
    'sample-data': async (run) => {
      // Its lists of places and names are read only when they are asked for.
      const { loadDemo } = await import('../demo/load-demo.ts')
      const companies = Number(run.params['companies'] ?? 2000)
      const changeSet = await loadDemo(pool, run.actor, {
        companies,
        onProgress: throttled((share) => run.report('sample-data', share)),
      })
      return { changeSet }
    },
  }
}

/** The import says what went wrong, and is back at the step it can be taken up from. */
async function forImport(
  pool: Pool,
  run: JobRun,
  work: (importId: number) => ReturnType<JobTask>,
): ReturnType<JobTask> {
  const importId = run.importId
  if (importId === null) throw new Error(`Job ${run.id} has no import`)
  try {
    return await work(importId)
  } catch (error) {
    const known = run.signal.aborted ? new RafaleError('cancelled') : error
    const told =
      known instanceof RafaleError
        ? { code: known.code, params: known.params }
        : { code: 'internal', params: { reference: `job ${run.id}` } }
    await execute(
      pool,
      sql`update import_run set state = case state when 'applying' then 'planned' else state end, error = ${JSON.stringify(told)}::jsonb
           where id = ${importId}`,
    )
    throw error
  }
}

/** Progress is told at most four times a second. */
function throttled(tell: (share: number) => Promise<void>): (share: number) => void {
  let last = 0
  return (share) => {
    const now = Date.now()
    if (now - last < 250) return
    last = now
    // A job that was cancelled refuses the report; the work itself stops by its signal.
    tell(share).catch(() => undefined)
  }
}
