import { stat } from 'node:fs/promises'
import * as contract from '../../../shared/contract/upload.contract.ts'
import { implement, type Implementation } from '../../platform/http/implement.ts'
import { findImport, presentImport } from '../find-import.ts'
import { withUpload } from '../receive-upload.ts'
import { addPiece, deleteUpload, findUpload, importUpload, presentUpload, startUpload } from './uploads.ts'

export const uploadRoutes: readonly Implementation[] = [
  implement(contract.startUpload, ({ pool, actor, body, config }) =>
    startUpload(pool, actor, { ...body, maxMegabytes: config.maxUploadMb }),
  ),

  implement(contract.getUpload, async ({ pool, actor, params }) =>
    presentUpload(await findUpload(pool, actor, params.id)),
  ),

  implement(contract.sendPiece, ({ pool, actor, params, query, request, config }) =>
    withUpload(request, config.maxUploadMb, async ({ path }) => {
      const { size } = await stat(path)
      return addPiece(pool, actor, { id: params.id, offset: query.offset, path, bytes: size })
    }),
  ),

  implement(contract.importUpload, async ({ pool, actor, params, body }) => {
    const id = await importUpload(pool, actor, params.id, body.entity)
    return presentImport(pool, actor, await findImport(pool, actor, id))
  }),

  implement(contract.deleteUpload, async ({ pool, actor, params }) => {
    await deleteUpload(pool, actor, params.id)
    return {}
  }),
]
