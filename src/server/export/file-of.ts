import type { Readable } from 'node:stream'
import type { ExportFormat, ExportRequest, JournalFileRequest } from '../../shared/contract/export.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import type { Language } from '../../shared/errors/rafale-error.ts'
import { stampedHeader, type ExportColumn } from '../../shared/export/export-columns.ts'
import type { Sheet, SheetColumn, SheetRow } from '../platform/files/sheet.ts'
import { writeCsvStream } from '../platform/files/write-csv-stream.ts'
import { writeOds } from '../platform/files/write-ods.ts'
import { writeXlsx } from '../platform/files/write-xlsx.ts'
import { kindOf } from '../records/read/cell-texts.ts'
import type { Chosen } from './chosen-columns.ts'
import { writeVcf } from './vcf/write-vcf.ts'

type Filing = {
  request: ExportRequest
  chosen: Chosen
  position: number
  language: Language
  rows: AsyncIterable<readonly SheetRow[]>
}

const names: Record<ListEntity, Record<Language, { sheet: string; file: string }>> = {
  company: { fr: { sheet: 'Sociétés', file: 'societes' }, en: { sheet: 'Companies', file: 'companies' } },
  contact: { fr: { sheet: 'Contacts', file: 'contacts' }, en: { sheet: 'Contacts', file: 'contacts' } },
}

/** The bytes of an export's file in its format. */
export function fileOf({ request, chosen, position, language, rows }: Filing): Readable {
  const { entity, format } = request
  if (format === 'vcf') {
    const style = { version: request.vcardVersion ?? '3.0', language, position }
    return writeVcf({ columns: chosen.columns, rows, style, isZipped: request.isZipped ?? false })
  }
  const name = names[entity][language].sheet
  const columns = chosen.columns.map((column, index) => sheetColumn(column, language, index === 0 ? position : null))
  const sheet: Sheet = { name, columns, rows }
  if (format === 'csv') {
    const isFrench = language === 'fr'
    return writeCsvStream(sheet, { delimiter: isFrench ? ';' : ',', decimal: isFrench ? ',' : '.' })
  }
  const workbook = { title: name, author: 'Rafale', createdAt: new Date(), sheets: [sheet] }
  return format === 'ods' ? writeOds(workbook) : writeXlsx(workbook)
}

function sheetColumn({ label, field }: ExportColumn, language: Language, position: number | null): SheetColumn {
  const header = position === null ? label[language] : stampedHeader(label[language], position)
  return { header, kind: kindOf(field?.type), width: Math.min(40, Math.max(12, header.length + 2)) }
}

const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  vcf: 'text/vcard; charset=utf-8',
}

/** The type that a browser is told, by the file's name. */
export const contentTypeOf = (fileName: string): string =>
  contentTypes[fileName.split('.').at(-1) as ExportFormat] ?? 'application/zip'

const parts: Record<JournalFileRequest['part'], Record<Language, string>> = {
  preview: { fr: 'apercu', en: 'preview' },
  result: { fr: 'resultat', en: 'result' },
}

/** The same of a journal's file: `journal-12-apercu-2026-03-01.xlsx`. */
export const journalFileName = ({ journal, part }: JournalFileRequest, language: Language, day: string): string =>
  `journal-${journal}-${parts[part][language]}-${day}.xlsx`

/** A name that says what is in it and of when: `societes-2026-03-01.xlsx`. */
export function fileNameOf({ entity, format, isZipped }: ExportRequest, language: Language, day: string): string {
  return `${names[entity][language].file}-${day}.${format === 'vcf' && isZipped ? 'zip' : format}`
}
