import type { Pool } from 'pg'
import type { Dialect } from '../../shared/contract/import-file.contract.ts'
import type { ImportRun, ImportSettings } from '../../shared/contract/import.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { findTarget } from '../../shared/import/targets.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { addJob, type JobKind } from '../platform/jobs/add-job.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { seeReferences } from '../records/read/label-references.ts'
import { dropStage } from './drop-stage.ts'
import { checkSettings } from './check-settings.ts'
import { unmaskDefaults } from './masked-defaults.ts'
import { mapAsSaved, type FoundMapping } from './mappings/saved-mappings.ts'
import { demandState, type StoredImport } from './find-import.ts'

const open: ImportRun['state'][] = ['uploaded', 'staged', 'planned', 'failed', 'cancelled']

/** The import is read with another dialect (a job stages it anew) or has other settings (to be checked again). */
export async function changeImport(
  pool: Pool,
  actor: Actor,
  run: StoredImport,
  change: { dialect?: Dialect | undefined; settings?: ImportSettings | undefined },
): Promise<void> {
  demandState(run, ...open)
  const { dialect } = change
  const stands = run.settings.defaults
  const settings = change.settings && {
    ...change.settings,
    defaults: unmaskDefaults(change.settings.defaults, stands),
  }
  if (settings) {
    checkSettings(actor, run, settings)
    await demandSeen(pool, actor, settings.defaults, stands)
    await execute(
      pool,
      sql`update import_run
             set settings = ${JSON.stringify(settings)}::jsonb, recap = null, planned_at_position = null, revision = revision + 1, touched_at = now(),
                 state = case state when 'planned' then 'staged' else state end
           where id = ${run.id}`,
    )
  }
  if (dialect) {
    if (dialect.format !== run.dialect?.format) {
      throw new RafaleError('file-dialect-foreign', { kind: (run.dialect?.format ?? '').toUpperCase() })
    }
    await execute(
      pool,
      sql`update import_run set dialect = ${JSON.stringify(dialect)}::jsonb, state = 'uploaded', recap = null where id = ${run.id}`,
    )
    await startImportJob(pool, actor, run, 'import-stage')
  }
}

/**
 * Default values refer to what the actor sees, but for those that stood, which planning demands anew. The company of
 * contacts is looked for then too. Throws 'reference-unknown'.
 */
export async function demandSeen(
  pool: Pool,
  actor: Actor,
  defaults: ImportSettings['defaults'],
  stands: ImportSettings['defaults'] = {},
): Promise<void> {
  const cells = Object.entries(defaults).flatMap(([path, value]) => {
    const field = path === 'contact.company' || value === stands[path] ? undefined : findTarget(path)?.field
    return field ? [{ field, value }] : []
  })
  const { seen } = await seeReferences(pool, actor, cells)
  const hidden = cells.find(({ field, value }) => seen(field, value) !== value)
  if (hidden) throw new RafaleError('reference-unknown', { value: '…' }, hidden.field.key)
}

/** The import is mapped as saved; throws 'import-state' once it can no longer be changed, or before it is read. */
export async function useMapping(pool: Pool, actor: Actor, run: StoredImport, saved: FoundMapping): Promise<void> {
  if (run.state === 'uploaded') throw new RafaleError('import-state', { state: run.state })
  await changeImport(pool, actor, run, { settings: mapAsSaved(run, saved.settings) })
  await execute(pool, sql`update import_run set mapping_id = ${saved.id} where id = ${run.id}`)
}

/** A job works on the import; `state` is what it is meanwhile. */
export async function startImportJob(
  pool: Pool,
  actor: Actor,
  run: StoredImport,
  kind: Extract<JobKind, `import-${string}`>,
  params: Record<string, unknown> = {},
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const job = await addJob(client, { kind, userId: actor.userId, subject: run.fileName, importId: run.id, params })
    await execute(
      client,
      sql`update import_run
             set job_id = ${job}, error = null, state = case when ${kind === 'import-apply'} then 'applying' else state end
           where id = ${run.id}`,
    )
  })
}

/** A draft is gone with its file and its staging tables. One that was applied stays. */
export async function deleteImport(pool: Pool, run: StoredImport): Promise<void> {
  demandState(run, ...open)
  await inTransaction(pool, async (client) => {
    await dropStage(client, `import_${run.id}_`)
    await execute(client, sql`delete from import_run where id = ${run.id}`)
    await execute(client, sql`delete from stored_file where id = ${run.fileId}`)
  })
}
