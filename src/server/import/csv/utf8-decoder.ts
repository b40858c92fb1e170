import { StringDecoder } from 'node:string_decoder'
import iconv from 'iconv-lite'
import type { CsvEncoding } from './csv-dialect.ts'

/** Turns the bytes of a file, chunk by chunk, into UTF-8. A result may be the chunk itself, and is valid until the next call. */
export type Utf8Decoder = { write(chunk: Buffer): Buffer; end(): Buffer }

export function utf8Decoder(encoding: CsvEncoding): Utf8Decoder {
  if (encoding === 'utf-8') return { write: (chunk) => chunk, end: () => Buffer.alloc(0) }
  if (encoding === 'windows-1252' || encoding === 'iso-8859-15') return singleByteDecoder(encoding)
  return utf16Decoder(encoding)
}

/**
 * Node's own decoder: iconv-lite's streams lose a character beyond U+FFFF that is cut by the end of a chunk. So does
 * Node's at an odd byte, hence pairs only.
 */
function utf16Decoder(encoding: 'utf-16le' | 'utf-16be'): Utf8Decoder {
  const decoder = new StringDecoder('utf16le')
  let rest = Buffer.alloc(0)
  return {
    write(chunk) {
      const bytes = Buffer.concat([rest, chunk])
      const even = bytes.length - (bytes.length % 2)
      rest = bytes.subarray(even)
      const pairs = bytes.subarray(0, even)
      return Buffer.from(decoder.write(encoding === 'utf-16be' ? pairs.swap16() : pairs))
    },
    end: () => Buffer.from(decoder.end()),
  }
}

/** iconv-lite by way of a string costs over twice as much as this table of it: 2.3 against 0.9 s per 250 MB. */
function singleByteDecoder(encoding: CsvEncoding): Utf8Decoder {
  const sequences = packedSequences(encoding)
  let out = Buffer.alloc(0)
  return {
    write(chunk) {
      if (out.length < chunk.length * 3) out = Buffer.allocUnsafe(chunk.length * 3)
      return out.subarray(0, decodeBytes(chunk, sequences, out))
    },
    end: () => Buffer.alloc(0),
  }
}

/** For each byte its UTF-8 sequence of at most three bytes, the first of them lowest. */
function packedSequences(encoding: CsvEncoding): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    const sequence = Buffer.from(iconv.decode(Buffer.from([byte]), encoding))
    return sequence.reduceRight((packed, next) => packed * 256 + next, 0)
  })
}

/** Writes the text of `bytes` into `out`; returns how many bytes it takes there. */
function decodeBytes(bytes: Uint8Array, sequences: Uint32Array, out: Uint8Array): number {
  const { length } = bytes
  let at = 0
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!
    if (byte < 0x80) {
      out[at++] = byte
    } else {
      for (let rest = sequences[byte]!; rest > 0; rest >>>= 8) out[at++] = rest & 0xff
    }
  }
  return at
}
