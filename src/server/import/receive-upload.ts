import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { listEntity, type ListEntity } from '../../shared/contract/record.contract.ts'

export type Upload = { entity: ListEntity; path: string; fileName: string }

/** Runs `work` on an uploaded file on disk, which is gone afterwards. The bytes go straight to disk, whatever their number. */
export async function withUpload<T>(
  request: FastifyRequest,
  maxMegabytes: number,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'rafale-'))
  try {
    let entity: ListEntity = 'company'
    let upload: Upload | undefined
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        const said = listEntity.safeParse(part.fieldname === 'entity' ? part.value : entity)
        if (!said.success) throw new RafaleError('invalid-request', { detail: 'entity' })
        entity = said.data
        continue
      }
      const path = join(directory, 'upload')
      await pipeline(part.file, createWriteStream(path))
      if (part.file.truncated) throw new RafaleError('upload-too-large', { max: maxMegabytes })
      upload = { entity, path, fileName: basename(part.filename || 'import.csv') }
    }
    if (!upload) throw new RafaleError('invalid-request', { detail: 'file' })
    return await work({ ...upload, entity })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
