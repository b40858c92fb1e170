import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import type { Fetched, FetchLimits } from './place.ts'

/** A place that gives nothing for so long is given up. */
const stallMilliseconds = 60_000

/** The stream's bytes are in the file; how many, and their SHA-256. Throws 'upload-too-large' as soon as they are too many. */
export async function copyHashed(
  from: Readable,
  path: string,
  { maxMegabytes, signal }: FetchLimits,
): Promise<Fetched> {
  const hash = createHash('sha256')
  let size = 0
  const stall = new AbortController()
  const timer = setTimeout(() => stall.abort(), stallMilliseconds)
  async function* measured(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      timer.refresh()
      size += chunk.length
      if (size > maxMegabytes * 1024 * 1024) throw new RafaleError('upload-too-large', { max: maxMegabytes })
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    await pipeline(from, measured, createWriteStream(path), { signal: AbortSignal.any([signal, stall.signal]) })
  } catch (error) {
    throw stall.signal.aborted ? new Error('no data for 60 s') : error
  } finally {
    clearTimeout(timer)
  }
  return { hash: hash.digest('hex'), size }
}
