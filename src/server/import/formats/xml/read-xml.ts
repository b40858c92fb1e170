import { isUtf8 } from 'node:buffer'
import { completeUtf8Length } from '../../csv/complete-utf8-length.ts'
import { utf8Decoder } from '../../csv/utf8-decoder.ts'
import type { CsvEncoding } from '../../csv/csv-dialect.ts'
import { token, XmlScanner } from './xml-scanner.ts'

/** What reads the tokens of a document; `read` returns false when it has seen enough. */
export type XmlReader = { read(scanner: XmlScanner, kind: number): boolean | void }

/**
 * A document read as tokens, chunk by chunk, in whatever Unicode or Western encoding it is. `afterChunk` is waited for
 * between chunks, so that what was read can go out before more comes in; false when it was left before its end.
 */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  reader: XmlReader,
  afterChunk?: () => Promise<void> | void,
): Promise<boolean> {
  const scanner = new XmlScanner()
  for await (const chunk of soundUtf8(chunks)) {
    scanner.push(chunk)
    for (let kind = scanner.next(); kind !== token.none; kind = scanner.next()) {
      if (reader.read(scanner, kind) === false) return false
    }
    await afterChunk?.()
  }
  scanner.finish()
  for (let kind = scanner.next(); kind !== token.none; kind = scanner.next()) {
    if (reader.read(scanner, kind) === false) return false
  }
  await afterChunk?.()
  return true
}

/** What a preview reads of a document at most, before it makes do with what it has. */
const startBytes = 256 * 1024 ** 2

/** The beginning of a document, until the reader has seen enough or after 256 MiB of it. */
export async function readStart(chunks: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
  let size = 0
  async function* counted() {
    for await (const chunk of chunks) {
      size += chunk.length
      yield chunk
    }
  }
  await readXml(counted(), { read: (scanner, kind) => (size > startBytes ? false : reader.read(scanner, kind)) })
}

/** The chunks, until the signal says stop. */
export async function* abortable(
  chunks: AsyncIterable<Buffer>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    yield chunk
  }
}

/** The bytes as UTF-8 without a byte order mark; what is none becomes U+FFFD. */
async function* soundUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: ReturnType<typeof utf8Decoder> | undefined
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const isFirst = decoder === undefined
    decoder ??= utf8Decoder(encodingOf(chunk))
    const decoded = decoder.write(chunk)
    const bytes = rest.length > 0 ? Buffer.concat([rest, decoded]) : decoded
    const length = completeUtf8Length(bytes)
    rest = Buffer.from(bytes.subarray(length))
    yield withoutMark(sound(bytes.subarray(0, length)), isFirst)
  }
  if (decoder) yield sound(Buffer.concat([rest, decoder.end()]))
}

const sound = (bytes: Buffer): Buffer => (isUtf8(bytes) ? bytes : Buffer.from(bytes.toString('utf8')))

const withoutMark = (bytes: Buffer, isFirst: boolean): Buffer =>
  isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes

/** UTF-16 by its mark or its zeros; else what the declaration says, when it is one of the Western ones. */
function encodingOf(head: Buffer): CsvEncoding {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first === 60 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 60)) return 'utf-16be'
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head.toString('latin1', 0, 200))?.[1]?.toLowerCase()
  if (declared === 'iso-8859-15') return declared
  return declared === 'windows-1252' || declared === 'iso-8859-1' ? 'windows-1252' : 'utf-8'
}
