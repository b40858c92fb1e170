import { PassThrough, type Readable, type TransformOptions } from 'node:stream'
import { createInflateRaw, crc32, type ZlibOptions } from 'node:zlib'
import { open, type Entry, type ZipFile } from 'yauzl'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'

/** What an archive may expand to, in bytes: zip bombs end here. */
export type ZipLimits = { perPart: number; total: number }
const gibibyte = 1024 ** 3
export const zipLimits: ZipLimits = { perPart: 6 * gibibyte, total: 10 * gibibyte }
/** Sheets of a million alike rows reach 60; a bomb of zeros reaches 1,000. */
const maxRatio = 400
const ratioCountsFrom = 64 * 1024 ** 2
/** Spreadsheets have tens of parts. */
const maxEntries = 20_000
/** Parts that are read as a whole: lists of sheets, styles. */
const smallPart = 64 * 1024 ** 2
/** zlib's usual 16 KiB would cost a second per gigabyte more. */
const chunkSize = 256 * 1024
/** Unpacked while what came before is read, on another core: waiting for it took a quarter of the time. */
const inflating: ZlibOptions & TransformOptions = { chunkSize, readableHighWaterMark: 4 * chunkSize }
const deflated = 8

/** The parts of an archive by name: without regard to case, leading or backward slashes. */
export type Zip = {
  has(name: string): boolean
  names(): string[]
  /** Bytes the part takes in the file; 0 when there is none. */
  packedSize(name: string): number
  /** The bytes of a part; `onRead` is told how many of the file's bytes were read each time. Throws 'file-damaged'. */
  chunks(name: string, onRead?: (bytes: number) => void): AsyncGenerator<Buffer>
  /** The bytes of a small part, at most `limit` of them; undefined when there is none. */
  read(name: string, limit?: number): Promise<Buffer | undefined>
  close(): void
}

const partName = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '')
    .toLowerCase()

/** Opens an archive. Throws 'file-damaged' for one that is cut or broken. */
export async function openZip(path: string, limits: ZipLimits = zipLimits): Promise<Zip> {
  const file = await openFile(path)
  const entries = await readEntries(file).catch((error: unknown) => {
    file.close()
    throw damaged(error)
  })
  const budget = { left: limits.total }
  const zip: Zip = {
    has: (name) => entries.has(partName(name)),
    names: () => [...entries.keys()],
    packedSize: (name) => entries.get(partName(name))?.compressedSize ?? 0,
    chunks: (name, onRead) => {
      const entry = entries.get(partName(name))
      if (!entry) throw new RafaleError('file-damaged')
      return inflate(file, entry, { limit: limits.perPart, budget, onRead })
    },
    read: async (name, limit = smallPart) => {
      if (!zip.has(name)) return undefined
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of zip.chunks(name)) {
        size += chunk.length
        if (size > limit) throw new RafaleError('file-unsafe')
        chunks.push(chunk)
      }
      return Buffer.concat(chunks)
    },
    close: () => file.close(),
  }
  return zip
}

function openFile(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names are decoded here: yauzl refuses absolute ones, which some programs write.
    open(
      path,
      { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false },
      (error, file) => {
        if (error) reject(damaged(error))
        else resolve(file)
      },
    )
  })
}

function readEntries(file: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    file.on('error', reject)
    file.on('end', () => resolve(entries))
    file.on('entry', (entry: Entry) => {
      if (entries.size >= maxEntries) return reject(new RafaleError('file-unsafe'))
      // Named as raw bytes, because strings are not decoded.
      entries.set(partName((entry.fileName as unknown as Buffer).toString('utf8')), entry)
      file.readEntry()
    })
    file.readEntry()
  })
}

type Limited = { limit: number; budget: { left: number }; onRead: ((bytes: number) => void) | undefined }

async function* inflate(file: ZipFile, entry: Entry, { limit, budget, onRead }: Limited): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new RafaleError('file-encrypted')
  if (entry.compressionMethod !== deflated && entry.compressionMethod !== 0) throw new RafaleError('file-damaged')
  const packed = await openStream(file, entry)
  if (onRead) packed.on('data', (chunk: Buffer) => onRead(chunk.length))
  const unpacked = entry.compressionMethod === deflated ? createInflateRaw(inflating) : new PassThrough()
  packed.on('error', (error) => unpacked.destroy(error))
  packed.pipe(unpacked)
  let size = 0
  let checksum = 0
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      size += chunk.length
      budget.left -= chunk.length
      const isBomb = size > ratioCountsFrom && size > entry.compressedSize * maxRatio
      if (size > limit || budget.left < 0 || isBomb) throw new RafaleError('file-unsafe')
      checksum = crc32(chunk, checksum)
      yield chunk
    }
  } catch (error) {
    throw damaged(error)
  } finally {
    packed.unpipe(unpacked)
    packed.destroy()
    unpacked.destroy()
  }
  if (checksum !== entry.crc32) throw new RafaleError('file-damaged')
}

function openStream(file: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, { decodeFileData: false }, (error, stream) => {
      if (error) reject(damaged(error))
      else resolve(stream)
    })
  })
}

/** Errors of the archive as a refusal; those of this machine as they are. */
function damaged(error: unknown): unknown {
  if (error instanceof RafaleError) return error
  const { code } = error as NodeJS.ErrnoException
  const isOfMachine = typeof code === 'string' && /^E[A-Z]+$/.test(code) && code !== 'EOF'
  return isOfMachine || (error as Error).name === 'AbortError' ? error : new RafaleError('file-damaged')
}
