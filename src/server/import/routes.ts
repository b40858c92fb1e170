/**
 * Importing a file, for sales administrators. The steps: upload (the file is kept and staged), map, check (a job plans),
 * correct and skip, apply (a job writes), report and refused rows.
 */
import * as files from '../../shared/contract/import-file.contract.ts'
import * as rows from '../../shared/contract/import-row.contract.ts'
import * as contract from '../../shared/contract/import.contract.ts'
import * as checks from '../../shared/contract/import-check.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { implement, implementStream, type Implementation } from '../platform/http/implement.ts'
import type { Pool } from 'pg'
import type { Actor } from '../platform/auth/actor.ts'
import { listBlockedDeletions } from './blocked-deletions.ts'
import { acceptProblems, chooseRecord } from './decide-import.ts'
import { changeImport, deleteImport, startImportJob } from './change-import.ts'
import { demandPlannable } from './check-settings.ts'
import { correctImport, skipRows } from './correct-import.ts'
import { createImport } from './create-import.ts'
import { demandState, findImport, listImports, presentImport, presentNotes } from './find-import.ts'
import { previewFile } from './formats/preview-file.ts'
import { listPlannedChanges } from './list-planned-changes.ts'
import { listProblemGroups } from './list-problems.ts'
import { listRows } from './list-rows.ts'
import { mappingRoutes } from './mappings/routes.ts'
import { withUpload } from './receive-upload.ts'
import { refusedFile } from './refused-file.ts'
import { sourceRoutes } from './sources/routes.ts'
import { importTemplate, templateWorkbook } from './template.ts'
import { uploadRoutes } from './uploads/routes.ts'
import { Readable } from 'node:stream'
import { provePassword } from '../platform/auth/prove-password.ts'
import { withStoredFile } from '../platform/files/with-stored-file.ts'

const present = async (pool: Pool, actor: Actor, id: number) =>
  presentImport(pool, actor, await findImport(pool, actor, id))

export const importRoutes: readonly Implementation[] = [
  ...mappingRoutes,
  ...sourceRoutes,
  ...uploadRoutes,

  implement(contract.createImport, ({ pool, actor, request, config }) =>
    withUpload(request, config.maxUploadMb, async (upload) => {
      const id = await createImport(pool, actor, { ...upload, withJob: true })
      return present(pool, actor, id)
    }),
  ),

  implement(contract.listImports, async ({ pool, actor, query }) => {
    const { imports, next } = await listImports(pool, actor, query)
    return { imports: await Promise.all(imports.map((run) => presentImport(pool, actor, run))), next }
  }),

  implement(contract.getImport, ({ pool, actor, params }) => present(pool, actor, params.id)),

  implement(contract.deleteImport, async ({ pool, actor, params }) => {
    await deleteImport(pool, await findImport(pool, actor, params.id))
    return {}
  }),

  implement(contract.updateImport, async ({ pool, actor, params, body }) => {
    await changeImport(pool, actor, await findImport(pool, actor, params.id), body)
    return present(pool, actor, params.id)
  }),

  implement(files.previewImportFile, async ({ pool, actor, params, query }) => {
    const run = await findImport(pool, actor, params.id)
    return withStoredFile(pool, run.fileId, async (path) => {
      if (!run.dialect) throw new RafaleError('import-state', { state: run.state })
      const { notes, ...preview } = await previewFile(path, {
        dialect: run.dialect,
        ...query,
        rows: 8,
        language: actor.language,
      })
      return { ...preview, notes: presentNotes(notes, actor.language) }
    })
  }),

  implement(contract.planImport, async ({ pool, actor, params }) => {
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'staged', 'planned', 'failed', 'cancelled')
    demandPlannable(actor, run)
    await startImportJob(pool, actor, run, 'import-plan')
    return present(pool, actor, params.id)
  }),

  implement(rows.listImportProblemGroups, async ({ pool, actor, params }) => {
    const run = await findImport(pool, actor, params.id)
    return run.recap ? listProblemGroups(pool, run, actor.language) : []
  }),

  implement(rows.listImportRows, async ({ pool, actor, params, query }) =>
    listRows(pool, actor, await findImport(pool, actor, params.id), query),
  ),

  implement(rows.correctImport, async ({ pool, actor, params, body }) => {
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'staged', 'planned')
    if (body.column >= run.columns.length) throw new RafaleError('invalid-request', { detail: 'column' })
    return { rows: await correctImport(pool, run, body) }
  }),

  implement(rows.skipImportRows, async ({ pool, actor, params, body }) => {
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'staged', 'planned')
    return { rows: await skipRows(pool, run, body) }
  }),

  implement(checks.chooseImportRecord, async ({ pool, actor, params, body }) => {
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'staged', 'planned')
    await chooseRecord(pool, run, body.row, body.record)
    return {}
  }),

  implement(checks.acceptImportProblems, async ({ pool, actor, params, body }) => {
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'planned')
    return { toCheck: await acceptProblems(pool, run, body) }
  }),

  implement(checks.listBlockedDeletions, async ({ pool, actor, params, query }) => {
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'planned', 'applying', 'done')
    return listBlockedDeletions(pool, actor, run, query.after)
  }),

  implement(rows.listPlannedChanges, async ({ pool, actor, params, query }) => {
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'planned', 'applying', 'done')
    return listPlannedChanges(pool, actor, run, query)
  }),

  implement(contract.applyImport, async ({ pool, actor, params, body, request }) => {
    const { password, ...confirmation } = body
    const run = await findImport(pool, actor, params.id)
    demandState(run, 'planned')
    const deletions = run.recap?.records[run.entity]?.delete ?? 0
    if (deletions > 0 && actor.sessionHash !== null) await provePassword(pool, actor, password, request.ip)
    await startImportJob(pool, actor, run, 'import-apply', confirmation)
    return present(pool, actor, params.id)
  }),

  implementStream(rows.downloadRefused, async ({ pool, actor, params }) => {
    const run = await findImport(pool, actor, params.id)
    return {
      type: 'text/csv; charset=utf-8',
      fileName: `refus-${run.id}.csv`,
      stream: await refusedFile(pool, run, actor.language),
    }
  }),

  implementStream(contract.downloadTemplateWorkbook, async ({ actor }) => ({
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: 'modele-clients.xlsx',
    stream: templateWorkbook(actor.language),
  })),

  implementStream(contract.downloadTemplate, async ({ actor }) => ({
    type: 'text/csv; charset=utf-8',
    fileName: 'modele-clients.csv',
    stream: Readable.from([importTemplate(actor.language)]),
  })),
]
