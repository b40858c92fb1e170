import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { CsvEncoding } from './csv-dialect.ts'
import { readChunks } from './read-chunks.ts'
import { refuseBinary } from './refuse-binary.ts'
import { Utf8Check } from './utf8-check.ts'

/** `bom` is true when the file says so itself; otherwise the encoding was found from its bytes. */
export type DetectedEncoding = { encoding: CsvEncoding; bom: boolean }

/** UTF-32 before UTF-16, whose little-endian mark is the start of its own. */
const marks: [bytes: string, encoding: CsvEncoding | 'utf-32le' | 'utf-32be'][] = [
  ['fffe0000', 'utf-32le'],
  ['0000feff', 'utf-32be'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['efbbbf', 'utf-8'],
]
const SAMPLE_BYTES = 64 * 1024

/**
 * The encoding of a text file: its byte order mark; else the pattern of zero bytes (UTF-16); else UTF-8 when the
 * whole file is valid, but for a rare broken character; else Windows-1252.
 * Throws `file-empty`, `file-not-text`, `file-binary`, `file-encoding-unsupported`.
 */
export async function detectEncoding(path: string, signal?: AbortSignal): Promise<DetectedEncoding> {
  const check = new Utf8Check()
  let isFirst = true
  for await (const chunk of readChunks(path, signal)) {
    if (isFirst) {
      refuseBinary(chunk)
      const certain = markedEncoding(chunk) ?? wideEncoding(chunk.subarray(0, SAMPLE_BYTES))
      if (certain !== undefined) return certain
    }
    isFirst = false
    check.push(chunk)
  }
  if (isFirst) throw new RafaleError('file-empty')
  return { encoding: check.isUtf8() ? 'utf-8' : 'windows-1252', bom: false }
}

/** The encoding that a byte order mark tells. */
export function markedEncoding(head: Buffer): DetectedEncoding | undefined {
  const start = head.toString('hex', 0, 4)
  const encoding = marks.find(([mark]) => start.startsWith(mark))?.[1]
  return encoding && { encoding: supported(encoding), bom: true }
}

/** Western text has a zero in one byte of two in UTF-16, in three of four in UTF-32; other zeros mean no text. */
export function wideEncoding(sample: Buffer): DetectedEncoding | undefined {
  if (!sample.includes(0)) return undefined
  const zeros = [0, 0, 0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i & 3]!++
  const pattern = zeros.map((count) => (count > sample.length / 10 ? '0' : 'x')).join('')
  if (pattern === 'x000') supported('utf-32le')
  if (pattern === '000x') supported('utf-32be')
  if (pattern === 'x0x0') return { encoding: 'utf-16le', bom: false }
  if (pattern === '0x0x') return { encoding: 'utf-16be', bom: false }
  const total = zeros.reduce((sum, count) => sum + count, 0)
  if (total > sample.length / 10) throw new RafaleError('file-binary')
  return undefined
}

function supported(encoding: CsvEncoding | 'utf-32le' | 'utf-32be'): CsvEncoding {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') {
    throw new RafaleError('file-encoding-unsupported', { encoding: encoding.toUpperCase() })
  }
  return encoding
}
