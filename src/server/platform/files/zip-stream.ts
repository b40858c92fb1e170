import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A file of a zip: a text, or texts as they come. */
export type ZipEntry = { path: string; content: string | (() => AsyncIterable<string>); isStored?: boolean }

/** Level 1 takes a third of the time of level 6, for files a fifth larger. */
const compressionLevel = 1

/** A zip of these files in this order, each made when its turn comes. Destroying the stream ends what is being made. */
export function zipStream(entries: readonly ZipEntry[]): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const open = new Set<Readable>()
  output.once('close', () => open.forEach((stream) => stream.destroy()))
  for (const { path, content, isStored = false } of entries) {
    const options = { ...(isStored ? { compress: false } : { compressionLevel }), forceDosTimestamp: true }
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content), path, options)
    else {
      zip.addReadStreamLazy(path, options, (begin) => {
        const stream = Readable.from(content(), { objectMode: false, highWaterMark: 256 * 1024 })
        open.add(stream)
        stream.once('error', (error) => output.destroy(error))
        stream.once('close', () => open.delete(stream))
        begin(null, stream)
      })
    }
  }
  zip.end()
  return output
}
