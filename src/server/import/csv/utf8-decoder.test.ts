import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { csvEncodings, type CsvEncoding } from './csv-dialect.ts'
import { utf8Decoder } from './utf8-decoder.ts'

const texts = {
  'utf-8': 'Société ; 10 € ; l’œuvre ; 😀',
  'utf-16le': 'Société ; 10 € ; l’œuvre ; 😀',
  'utf-16be': 'Société ; 10 € ; l’œuvre ; 😀',
  'windows-1252': 'Société ; 10 € ; l’œuvre « Žižek »',
  'iso-8859-15': 'Société ; 10 € ; œuvre Žižek Ÿ',
}

describe.each(csvEncodings)('%s', (encoding) => {
  const bytes = iconv.encode(texts[encoding], encoding)

  it('is decoded alike wherever the chunks are cut', () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(decode(encoding, [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(texts[encoding])
    }
  })

  it('is decoded alike byte by byte', () => {
    const single = Array.from(bytes, (byte) => Buffer.from([byte]))
    expect(decode(encoding, single)).toBe(texts[encoding])
  })
})

it('reads the bytes that Windows-1252 leaves undefined as U+FFFD', () => {
  expect(
    utf8Decoder('windows-1252')
      .write(Buffer.from([0x41, 0x81, 0x42]))
      .toString(),
  ).toBe('A\uFFFDB')
})

/** A result is valid until the next call only, hence the copies. */
function decode(encoding: CsvEncoding, chunks: Buffer[]): string {
  const decoder = utf8Decoder(encoding)
  const parts = chunks.map((chunk) => Buffer.from(decoder.write(chunk)))
  return Buffer.concat([...parts, decoder.end()]).toString()
}
