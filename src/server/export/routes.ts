/** Exporting what a list shows: asked for, made at once or by a job, downloaded, removed. */
import * as contract from '../../shared/contract/export.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { readStoredFile } from '../platform/files/store-file.ts'
import { implement, implementStream, type Implementation } from '../platform/http/implement.ts'
import { createExport, createJournalExport } from './create-export.ts'
import { contentTypeOf } from './file-of.ts'
import { deleteExport, findExport, listExports, presentExport } from './find-export.ts'

export const exportRoutes: readonly Implementation[] = [
  implement(contract.createExport, async ({ pool, actor, body }) => {
    const id = await createExport(pool, actor, body)
    return presentExport(await findExport(pool, actor, id))
  }),

  implement(contract.exportJournal, async ({ pool, actor, params, body }) => {
    const id = await createJournalExport(pool, actor, { journal: params.number, part: body.part })
    return presentExport(await findExport(pool, actor, id))
  }),

  implement(contract.listExports, async ({ pool, actor }) => (await listExports(pool, actor)).map(presentExport)),

  implement(contract.getExport, async ({ pool, actor, params }) =>
    presentExport(await findExport(pool, actor, params.id)),
  ),

  implementStream(contract.downloadExport, async ({ pool, actor, params }) => {
    const { fileId, fileName } = await findExport(pool, actor, params.id)
    if (fileId === null) throw new RafaleError('export-not-ready')
    return { type: contentTypeOf(fileName), fileName, stream: readStoredFile(pool, fileId) }
  }),

  implement(contract.deleteExport, async ({ pool, actor, params }) => {
    await deleteExport(pool, await findExport(pool, actor, params.id))
    return {}
  }),
]
