import { open, type FileHandle } from 'node:fs/promises'
import type { FileFormat } from '../../../shared/contract/import-file.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { readChunks } from '../csv/read-chunks.ts'
import { openZip } from './zip/open-zip.ts'

const headBytes = 4096

/**
 * The format of a file by what it holds, whatever its name. Delimited text is what is none of the others: whether it is
 * text is found out when it is read. Throws 'file-not-text', 'file-damaged', 'file-encrypted'.
 */
export async function detectFormat(path: string): Promise<FileFormat> {
  const file = await open(path, 'r')
  const head = await readHead(file).finally(() => file.close())
  const start = head.toString('latin1', 0, 8)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return formatOfZip(path)
  if (start.startsWith('\xD0\xCF\x11\xE0')) return formatOfCompound(path)
  // A workbook of Excel 5 to 97 without its container: the record that begins one.
  if (head[0] === 9 && [0, 2, 4, 8].includes(head[1] ?? 1) && [4, 6, 8, 16].includes(head[2] ?? 0) && head[3] === 0) {
    return 'xls'
  }
  return isCard(head) ? 'vcf' : 'text'
}

async function readHead(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(headBytes)
  const { bytesRead } = await file.read(buffer, 0, headBytes, 0)
  return buffer.subarray(0, bytesRead)
}

async function formatOfZip(path: string): Promise<FileFormat> {
  const zip = await openZip(path)
  try {
    if (zip.has('xl/workbook.bin')) return 'xlsb'
    const mime = (await zip.read('mimetype', 1024))?.toString('latin1') ?? ''
    if (/opendocument\.(?!spreadsheet)/.test(mime)) throw new RafaleError('file-not-text', { kind: 'OpenDocument' })
    if (mime.includes('opendocument.spreadsheet') || zip.has('content.xml')) return 'ods'
    const types = (await zip.read('[Content_Types].xml'))?.toString('utf8') ?? ''
    if (
      zip.has('xl/workbook.xml') ||
      /spreadsheetml\.(sheet|template)\.main|excel\.\w+\.macroEnabled\.main/.test(types)
    )
      return 'xlsx'
    const names = zip.names()
    const kind = names.some((name) => name.startsWith('word/'))
      ? 'DOCX'
      : names.some((name) => name.startsWith('ppt/'))
        ? 'PPTX'
        : 'ZIP'
    throw new RafaleError('file-not-text', { kind })
  } finally {
    zip.close()
  }
}

/** The streams of a compound document are named in UTF-16 in its directory, wherever that is. */
const streams: [name: string, found: FileFormat | 'encrypted' | 'DOC' | 'PPT' | 'MSG'][] = [
  ['EncryptedPackage', 'encrypted'],
  ['Workbook', 'xls'],
  ['WordDocument', 'DOC'],
  ['PowerPoint Document', 'PPT'],
  ['__properties_version1.0', 'MSG'],
  ['Book', 'xls'],
]

async function formatOfCompound(path: string): Promise<FileFormat> {
  const marks = streams.map(([name, found]) => ({ found, bytes: Buffer.from(`${name}\0`, 'utf16le') }))
  const seen = new Set<string>()
  let tail = Buffer.alloc(0)
  for await (const chunk of readChunks(path)) {
    const bytes = Buffer.concat([tail, chunk])
    for (const { found, bytes: mark } of marks) if (bytes.includes(mark)) seen.add(found)
    tail = Buffer.from(bytes.subarray(-64))
  }
  const found = streams.find(([, name]) => seen.has(name))?.[1]
  if (found === 'encrypted') throw new RafaleError('file-encrypted')
  if (found === 'xls') return found
  throw found === undefined ? new RafaleError('file-damaged') : new RafaleError('file-not-text', { kind: found })
}

/** A card begins the file, behind a byte order mark and blank lines; in UTF-16 every other byte is a zero. */
function isCard(head: Buffer): boolean {
  const text = head.toString('latin1').replaceAll('\0', '')
  return /^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)?\s*BEGIN\s*:\s*VCARD/i.test(text)
}
