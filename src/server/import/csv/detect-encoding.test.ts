import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detectEncoding } from './detect-encoding.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rafale-encoding-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function detect(bytes: Buffer | string) {
  const path = join(folder, 'file.csv')
  await writeFile(path, bytes)
  return detectEncoding(path)
}

const text = 'Société;Ville\r\nL’Œuvre;Orléans\r\n10 €;Nîmes\r\n'

describe('a mark at the start decides', () => {
  it.each([
    ['utf-8', 'utf8'],
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
  ])('%s', async (encoding, name) => {
    expect(await detect(iconv.encode(text, name, { addBOM: true }))).toEqual({ encoding, bom: true })
  })

  it('UTF-32 is refused, not taken for UTF-16', async () => {
    await expect(detect(iconv.encode(text, 'utf-32le', { addBOM: true }))).rejects.toThrow('file-encoding-unsupported')
    await expect(detect(iconv.encode(text, 'utf-32be', { addBOM: true }))).rejects.toThrow('file-encoding-unsupported')
  })
})

describe('without a mark', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])('%s is found from the bytes', async (encoding) => {
    expect(await detect(iconv.encode(text, encoding, { addBOM: false }))).toEqual({ encoding, bom: false })
  })

  it('UTF-32 is refused', async () => {
    await expect(detect(iconv.encode(text, 'utf-32le', { addBOM: false }))).rejects.toThrow('file-encoding-unsupported')
  })

  it('a tab file of one short line in UTF-16 is found', async () => {
    expect(await detect(iconv.encode('é\tb\r\n', 'utf-16le', { addBOM: false }))).toEqual({
      encoding: 'utf-16le',
      bom: false,
    })
  })

  it('plain ASCII is UTF-8', async () => {
    expect(await detect('a;b\n1;2\n')).toEqual({ encoding: 'utf-8', bom: false })
  })

  it('the one accent at the end of a long file counts, and characters may lie across chunks', async () => {
    const ascii = 'a;b\n'.repeat(300_000)
    expect(await detect(Buffer.concat([Buffer.from(ascii), Buffer.from([0xe9, 0x0a])]))).toEqual({
      encoding: 'windows-1252',
      bom: false,
    })
    for (let shift = 0; shift < 4; shift++) {
      expect(await detect('x'.repeat(shift) + '😀'.repeat(300_000))).toEqual({ encoding: 'utf-8', bom: false })
    }
  })

  it('a character cut by the end of the file, or one broken among many, leaves it UTF-8', async () => {
    const utf8 = Buffer.from(text.repeat(20))
    expect((await detect(Buffer.concat([utf8, Buffer.from([0xc3])]))).encoding).toBe('utf-8')
    expect((await detect(Buffer.concat([utf8, Buffer.from([0xc3, 0x3b]), utf8]))).encoding).toBe('utf-8')
  })

  it('a NUL here and there is no UTF-16', async () => {
    expect((await detect(`${text.repeat(3)}a\0b;c\n`)).encoding).toBe('utf-8')
  })
})

describe('what is no text is refused by name', () => {
  it.each([
    ['PK\x03\x04rest', 'file-not-text: This file is in the format XLSX'],
    ['%PDF-1.7', 'PDF'],
    ['\xD0\xCF\x11\xE0\xA1\xB1', 'XLS'],
    ['  <html><table>', 'HTML'],
    ['<?xml version="1.0"?>', 'XML'],
    ['BEGIN:VCARD\r\n', 'VCF'],
    ['MZ\x90\0\x03\0\0\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'file-binary'],
  ])('%j', async (head, message) => {
    await expect(detect(Buffer.from(head, 'latin1'))).rejects.toThrow(message)
  })

  it('nor is nothing', async () => {
    await expect(detect('')).rejects.toThrow('file-empty')
  })
})
