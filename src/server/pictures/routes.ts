/** Photos of contacts: brought, then named by their hash in the contact's field; served to who sees the contact. */
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import * as contract from '../../shared/contract/picture.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { pictureLimits } from '../../shared/pictures/picture-limits.ts'
import { implement, implementStream, type Implementation } from '../platform/http/implement.ts'
import { storePicture } from '../platform/pictures/store-picture.ts'
import { findPicture } from '../records/pictures/find-picture.ts'

export const pictureRoutes: readonly Implementation[] = [
  implement(contract.addPicture, async ({ pool, actor, request }) => ({
    hash: await storePicture(pool, actor, await receivePicture(request)),
  })),

  implementStream(contract.getPicture, async ({ pool, actor, params }) => {
    const { type, bytes } = await findPicture(pool, actor, params.hash)
    return { type, stream: Readable.from([bytes]), isImmutable: true }
  }),
]

async function receivePicture(request: FastifyRequest): Promise<Buffer> {
  const { kilobytes } = pictureLimits
  const part = await request.file({ limits: { fileSize: kilobytes * 1024 } })
  if (!part) throw new RafaleError('invalid-request', { detail: 'file' })
  const chunks: Buffer[] = []
  for await (const chunk of part.file) chunks.push(chunk as Buffer)
  if (part.file.truncated) throw new RafaleError('picture-too-large', { max: kilobytes })
  return Buffer.concat(chunks)
}
