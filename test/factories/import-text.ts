import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { importSettings, type ImportSettings } from '../../src/shared/contract/import.contract.ts'
import { applyImport, type Confirmation } from '../../src/server/import/apply-import.ts'
import { changeImport } from '../../src/server/import/change-import.ts'
import { createImport } from '../../src/server/import/create-import.ts'
import { findImport, type StoredImport } from '../../src/server/import/find-import.ts'
import { listProblems } from '../../src/server/import/list-problems.ts'
import { runPlan } from '../../src/server/import/run-plan.ts'
import { stageImport } from '../../src/server/import/stage-import.ts'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'

export type TextImport = {
  text: string
  /** What its rows are; companies unless said. */
  entity?: 'company' | 'contact'
  /** Target, key mark and policy of each column: `company.code*`, `address.city:keep`, '' to ignore it. Guessed when absent. */
  columns?: string[]
  settings?: Partial<ImportSettings>
  actor?: Actor
}

/** A planned import of a text, by the same steps as a file's. */
export async function planText(pool: Pool, given: TextImport) {
  const actor = given.actor ?? systemActor
  const directory = await mkdtemp(join(tmpdir(), 'rafale-test-'))
  try {
    const path = join(directory, 'clients.csv')
    await writeFile(path, given.text)
    const importId = await createImport(pool, actor, {
      entity: given.entity ?? 'company',
      path,
      fileName: 'clients.csv',
      withJob: false,
    })
    await stageImport({ pool, actor, importId, path })
    const staged = await findImport(pool, actor, importId)
    const settings = importSettings.parse({
      ...staged.settings,
      ...(given.columns ? { columns: given.columns.map(readColumn) } : {}),
      ...given.settings,
    })
    await changeImport(pool, actor, staged, { settings })
    const planned = await runPlan({ pool, actor, importId })
    const run: StoredImport = await findImport(pool, actor, importId)
    const problems = await listProblems(pool, run, 'en', { limit: 1000 })
    return { importId, recap: planned.recap, run, problems }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** The same, and applied. */
export async function importText(pool: Pool, given: TextImport & { confirmation?: Confirmation }) {
  const plan = await planText(pool, given)
  const applied = await applyImport({
    pool,
    actor: given.actor ?? systemActor,
    importId: plan.importId,
    confirmation: given.confirmation ?? {},
    acceptsMoves: true,
  })
  return { ...plan, applied }
}

function readColumn(text: string, column: number) {
  const [name = '', policy = 'overwrite'] = text.split(':')
  return { column, target: name.replace('*', '') || null, isKey: name.endsWith('*'), policy }
}
