import type { Pool } from 'pg'
import { applyImport, type AppliedImport } from '../../src/server/import/apply-import.ts'
import { changeImport } from '../../src/server/import/change-import.ts'
import { createImport } from '../../src/server/import/create-import.ts'
import { findImport } from '../../src/server/import/find-import.ts'
import { runPlan } from '../../src/server/import/run-plan.ts'
import { stageImport } from '../../src/server/import/stage-import.ts'
import { systemActor as actor } from '../../src/server/platform/auth/actor.ts'
import { importSettings } from '../../src/shared/contract/import.contract.ts'
import type { BenchFile } from '../data/write-file.ts'

/** What the command line does with a file, step by step. */

export function store(pool: Pool, { path }: BenchFile): Promise<number> {
  return createImport(pool, actor, { entity: 'company', path, fileName: 'bench.csv', withJob: false })
}

export function stage(pool: Pool, { path }: BenchFile, importId: number): Promise<void> {
  return stageImport({ pool, actor, importId, path })
}

/** The columns have the targets of the layout; number and date notations stay as they were proved from the file. */
export async function map(pool: Pool, { layout }: BenchFile, importId: number): Promise<void> {
  const staged = await findImport(pool, actor, importId)
  const columns = layout.columns.map(({ path, isKey = false }, column) => ({
    ...staged.settings.columns[column],
    column,
    target: path,
    isKey,
    policy: 'overwrite' as const,
  }))
  await changeImport(pool, actor, staged, { settings: importSettings.parse({ ...staged.settings, columns }) })
}

export const plan = (pool: Pool, importId: number) => runPlan({ pool, actor, importId })

export const apply = (pool: Pool, importId: number): Promise<AppliedImport> =>
  applyImport({ pool, actor, importId, confirmation: {}, acceptsMoves: true })
