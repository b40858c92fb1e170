import { RafaleError } from '../../shared/errors/rafale-error.ts'

const block = 512

/** A file of a tar archive (POSIX ustar), with its header and padding. */
export function tarEntry(name: string, content: Buffer, at: Date): Buffer {
  const header = Buffer.alloc(block)
  header.write(name, 0, 100)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write(
    `${Math.floor(at.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  )
  header.write('        0', 148)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, content, Buffer.alloc((block - (content.length % block)) % block)])
}

/** What a tar archive ends with. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * block)

/** The files of a tar archive made of `tarEntry`, in order. Throws 'backup-unreadable' when it is none or is cut short. */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<{ name: string; content: Buffer }> {
  const reader = new ExactReader(chunks)
  for (;;) {
    const header = await reader.read(block)
    if (header.every((byte) => byte === 0)) return
    if (header.toString('latin1', 257, 262) !== 'ustar') throw new RafaleError('backup-unreadable')
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '')
    const content = await reader.read(size)
    await reader.read((block - (size % block)) % block)
    yield { name, content }
  }
}

class ExactReader {
  #rest: Buffer = Buffer.alloc(0)
  readonly #chunks: AsyncIterator<Buffer>

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  async read(bytes: number): Promise<Buffer> {
    const parts = [this.#rest]
    let length = this.#rest.length
    while (length < bytes) {
      const next = await this.#chunks.next()
      if (next.done) throw new RafaleError('backup-unreadable')
      parts.push(next.value)
      length += next.value.length
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts, length)
    this.#rest = all.subarray(bytes)
    return all.subarray(0, bytes)
  }
}
