import { RafaleError } from '../../../shared/errors/rafale-error.ts'

const signatures: [start: string, kind: string][] = [
  ['PK\x03\x04', 'XLSX, ODS, ZIP'],
  ['PK\x05\x06', 'ZIP'],
  ['\xD0\xCF\x11\xE0', 'XLS, DOC'],
  ['%PDF-', 'PDF'],
  ['\x1F\x8B', 'GZIP'],
  ['7z\xBC\xAF\x27\x1C', '7-Zip'],
  ['Rar!\x1A\x07', 'RAR'],
  ['\x89PNG', 'PNG'],
  ['\xFF\xD8\xFF', 'JPEG'],
  ['GIF8', 'GIF'],
  ['{\\rtf', 'RTF'],
  ['SQLite format 3', 'SQLite'],
  ['PAR1', 'Parquet'],
  ['BEGIN:VCARD', 'VCF'],
]

/** Throws `file-not-text` when the first bytes of a file are those of another format, naming it. */
export function refuseBinary(head: Buffer): void {
  const start = head.toString('latin1', 0, 64)
  const kind = signatures.find(([signature]) => start.startsWith(signature))?.[1]
  if (kind !== undefined) throw new RafaleError('file-not-text', { kind })
  const markup = start.replace(/^\xEF\xBB\xBF/, '').trimStart()
  if (/^<(!doctype html|html|table)/i.test(markup)) throw new RafaleError('file-not-text', { kind: 'HTML' })
  if (markup.startsWith('<?xml')) throw new RafaleError('file-not-text', { kind: 'XML' })
}
