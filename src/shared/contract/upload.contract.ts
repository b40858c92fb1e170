import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { importRun, unreadableFile } from './import.contract.ts'
import { listEntity } from './record.contract.ts'

/** A file on its way in pieces: one that was cut off goes on from `received`. Gone a day after its last piece. */
export const upload = z.object({
  id: z.int(),
  fileName: z.string(),
  size: z.int(),
  /** Bytes that are kept so far, all from the start on. */
  received: z.int(),
})
export type Upload = z.infer<typeof upload>

const params = z.object({ id: z.coerce.number().int() })

export const startUpload = endpoint({
  id: 'startUpload',
  method: 'POST',
  path: '/api/v1/uploads',
  summary: 'Begin to send a file in pieces, which can be paused and gone on with',
  right: 'import.run',
  body: z.object({ fileName: z.string().trim().min(1).max(255), size: z.int().min(0) }),
  result: upload,
  errors: ['file-empty', 'upload-too-large'],
})

export const getUpload = endpoint({
  id: 'getUpload',
  method: 'GET',
  path: '/api/v1/uploads/:id',
  summary: 'How much of a file was received',
  right: 'import.run',
  params,
  result: upload,
})

export const sendPiece = endpoint({
  id: 'sendPiece',
  method: 'POST',
  path: '/api/v1/uploads/:id/pieces',
  summary:
    'Send the next piece of a file: multipart with `file`, its first byte at `offset`; all of it is kept, or nothing',
  right: 'import.run',
  params,
  query: z.object({ offset: z.coerce.number().int().min(0) }),
  consumes: 'multipart',
  form: z.object({ file: z.string().meta({ format: 'binary' }) }),
  result: upload,
  errors: ['upload-offset'],
})

export const importUpload = endpoint({
  id: 'importUpload',
  method: 'POST',
  path: '/api/v1/uploads/:id/import',
  summary: 'Import a file that was received whole; the upload is over',
  right: 'import.run',
  params,
  body: z.object({ entity: listEntity.default('company') }),
  result: importRun,
  errors: ['upload-offset', ...unreadableFile],
})

export const deleteUpload = endpoint({
  id: 'deleteUpload',
  method: 'DELETE',
  path: '/api/v1/uploads/:id',
  summary: 'Give up a file that is being sent',
  right: 'import.run',
  params,
  result: z.object({}),
})
