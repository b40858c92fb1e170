/**
 * An import from end to end in this process, for the command line: the file is kept and staged, the mapping guessed and
 * overridden, everything planned, and unless it is a dry run written. The same steps as the wizard's, without its jobs.
 */
import { createWriteStream } from 'node:fs'
import { runWithoutJob } from '../platform/jobs/job-run.ts'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'pg'
import type { FileNote } from '../../shared/contract/import-file.contract.ts'
import type { ImportProblem } from '../../shared/contract/import-row.contract.ts'
import type { ImportRecap } from '../../shared/contract/import.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { applyImport, type Confirmation } from './apply-import.ts'
import { changeImport, deleteImport, useMapping } from './change-import.ts'
import { createImport } from './create-import.ts'
import { findImport, presentNotes, type StoredImport } from './find-import.ts'
import type { SaidDialect } from './formats/preview-file.ts'
import { duplicateLabels, listProblems, type ProblemWithIndex } from './list-problems.ts'
import { findMapping, saveMapping } from './mappings/saved-mappings.ts'
import { overrideSettings, type MappingOverrides } from './override-settings.ts'
import { countProblems } from './count-problems.ts'
import { refusedRows } from './refused-rows.ts'
import { runPlan } from './run-plan.ts'
import { stageImport } from './stage-import.ts'

export type RunImportOptions = MappingOverrides &
  Confirmation & {
    path: string
    /** A saved mapping to start from, and the name to save this one by. */
    mapping?: string | undefined
    saveAs?: string | undefined
    entity: ListEntity
    /** What is said of how the file is read. */
    dialect?: SaidDialect
    /** Only plan; nothing is kept. */
    isDryRun: boolean
    /** Where the refused rows go, as CSV. */
    refusedPath?: string | undefined
    onProgress?: (step: string, share: number) => void
  }

/** `import` and `changeSet` are null after a dry run; the latter too when nothing had to change. */
export type RunImportResult = {
  import: number | null
  changeSet: number | null
  recap: ImportRecap
  /** The first 1,000. */
  problems: ImportProblem[]
  problemsTotal: number
  /** What was noticed when the file was read. */
  notes: FileNote[]
}

const problemsKept = 1000

/** The file is imported, all or nothing. When it throws, or on a dry run, nothing is left of it. */
export async function runImport(
  { pool, actor }: { pool: Pool; actor: Actor },
  options: RunImportOptions,
): Promise<RunImportResult> {
  const { path, entity, dialect, isDryRun, onProgress } = options
  const importId = await createImport(pool, actor, {
    entity,
    path,
    fileName: basename(path),
    ...(dialect ? { said: dialect } : {}),
    withJob: false,
  })
  let isKept = false
  try {
    await stageImport({ pool, actor, importId, path, onProgress: (share) => onProgress?.('stage', share * 0.2) })
    if (options.mapping !== undefined) await startFrom(pool, actor, importId, options.mapping)
    const staged = await findImport(pool, actor, importId)
    await changeImport(pool, actor, staged, { settings: overrideSettings(staged, options) })
    if (options.saveAs !== undefined) {
      const mapped = await findImport(pool, actor, importId)
      await saveMapping(pool, actor, mapped, { name: options.saveAs, isShared: true })
    }
    const planned = await runPlan({ pool, actor, importId, run: tellingProgress(onProgress, 0.2, 0.3) })
    const applied = isDryRun
      ? undefined
      : await applyImport({
          pool,
          actor,
          importId,
          confirmation: options,
          acceptsMoves: true,
          run: tellingProgress(onProgress, 0.5, 0.5),
        })
    isKept = !isDryRun
    const told = await tellProblems(pool, actor, importId, options)
    return {
      import: isKept ? importId : null,
      changeSet: applied?.changeSet ?? null,
      recap: applied?.recap ?? planned.recap,
      ...told,
    }
  } finally {
    if (!isKept) await deleteImport(pool, await findImport(pool, actor, importId))
  }
}

async function startFrom(pool: Pool, actor: Actor, importId: number, name: string): Promise<void> {
  const run = await findImport(pool, actor, importId)
  const saved = await findMapping(pool, actor, { entity: run.entity, name })
  if (!saved) throw new RafaleError('mapping-unknown', { name })
  await useMapping(pool, actor, run, saved)
}

async function tellProblems(pool: Pool, actor: Actor, importId: number, { refusedPath }: RunImportOptions) {
  const run = await findImport(pool, actor, importId)
  const problems = await listNamedProblems(pool, actor, run)
  if (refusedPath !== undefined) await pipeline(refusedRows(pool, run, actor.language), createWriteStream(refusedPath))
  return {
    problems: problems.map(({ columnIndex: _index, ...problem }) => problem),
    notes: presentNotes(run.notes, actor.language),
    problemsTotal: await countProblems(pool, run),
  }
}

/** The first problems, likely duplicates by their names. */
async function listNamedProblems(pool: Pool, actor: Actor, run: StoredImport): Promise<ProblemWithIndex[]> {
  const problems = await listProblems(pool, run, actor.language, { limit: problemsKept })
  const rows = problems.flatMap(({ code, row }) => (code.startsWith('duplicate-') ? [row] : []))
  if (rows.length === 0) return problems
  const labels = await duplicateLabels(pool, actor, run, rows)
  return listProblems(pool, run, actor.language, { limit: problemsKept, labels })
}

/** Reports of a step as a part of the whole: `size` of it, from `start` on. */
function tellingProgress(onProgress: RunImportOptions['onProgress'], start: number, size: number) {
  return runWithoutJob((step, share) => onProgress?.(step, start + share * size))
}
