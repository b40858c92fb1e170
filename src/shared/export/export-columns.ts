/**
 * The columns of an exported file. Their headers name one target each, in either language, and the first carries the log
 * position of the export: so any program that keeps the headers keeps what an import needs to recognise the file (IM-8).
 */
import { catalogue, fromCatalogue } from '../catalogue/catalogue.ts'
import { virtualTargets, type VirtualTarget } from '../import/targets.ts'
import type { EntityName, Field, Label } from '../catalogue/field.ts'
import type { ListEntity } from '../contract/record.contract.ts'
import type { Language } from '../errors/rafale-error.ts'

/** A column: a field, the Rafale id of a record, or whether it is the default one of its owner. */
export type ExportColumn = { path: string; entity: EntityName; field: Field | undefined; label: Label }

const virtualColumn = (path: VirtualTarget): ExportColumn => {
  const { entity, label } = virtualTargets[path]
  return { path, entity, field: undefined, label }
}

/** The fields of an entity that go out and come in again; those named first, the others in the catalogue's order. */
function fieldsOf(entity: EntityName, first: readonly string[]): ExportColumn[] {
  const rank = ({ key }: Field) => (first.includes(key) ? first.indexOf(key) : first.length)
  return catalogue[entity]
    .filter((field) => field.isExported && field.isImported && !(entity === 'contact' && field.key === 'company'))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((field) => ({ path: `${entity}.${field.key}`, entity, field, label: field.label }))
}

/** A contact among the columns of its company says whose its columns are: both have a web site. */
const ofContact = (column: ExportColumn): ExportColumn =>
  column.field === undefined
    ? column
    : { ...column, label: { fr: `Contact : ${column.label.fr}`, en: `Contact: ${column.label.en}` } }

const isEmployer = ({ path }: ExportColumn) => path === 'company.code' || path === 'company.name'

/** Headers name one column each: a field that somebody named like another one says its key as well. */
function distinct(columns: readonly ExportColumn[]): ExportColumn[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    const isTaken = Object.values(column.label).some((text) => taken.has(text))
    const said = (text: string) => (isTaken ? `${text} [${column.path}]` : text)
    const label = { fr: said(column.label.fr), en: said(column.label.en) }
    for (const text of Object.values(label)) taken.add(text)
    return isTaken ? { ...column, label } : column
  })
}

const columnsOf = fromCatalogue((): Record<ListEntity, readonly ExportColumn[]> => {
  const company = fieldsOf('company', ['externalId', 'code', 'name'])
  const contact = fieldsOf('contact', ['externalId', 'civility', 'firstName', 'lastName'])
  const address = [
    virtualColumn('address.rafaleId'),
    ...fieldsOf('address', ['code', 'name']),
    virtualColumn('address.isDefault'),
  ]
  const contacts = [virtualColumn('contact.rafaleId'), ...contact, virtualColumn('contact.isDefault')]
  return {
    company: distinct([virtualColumn('company.rafaleId'), ...company, ...address, ...contacts.map(ofContact)]),
    contact: distinct([virtualColumn('contact.rafaleId'), ...company.filter(isEmployer), ...contact, ...address]),
  }
})

/** Every column that an export of an entity can have, in their order. */
export const exportColumns = (entity: ListEntity): readonly ExportColumn[] => columnsOf()[entity]

/** Columns that are always there: what finds the records again. */
export const isIdColumn = ({ path }: Pick<ExportColumn, 'path'>): boolean => /\.(rafaleId|externalId)$/.test(path)

const stampPattern = /^(.*) \(export (\d+)\)$/

/** The header of the first column: its label, and the log position the file was made at. */
export const stampedHeader = (label: string, position: number): string => `${label} (export ${position})`

/** What headers say of the export they come from, when they do: its log position, and the path of each column it had. */
export type RecognisedExport = { position: number; idColumn: number; paths: readonly (string | null)[] }

/** An export recognised by its headers, in whatever order they are now. */
export function recogniseHeaders(entity: ListEntity, headers: readonly string[]): RecognisedExport | undefined {
  const known = headerPaths(entity)
  const own = `${entity}.rafaleId`
  const stamps = headers.map((header) => stampPattern.exec(header.trim()))
  const idColumn = stamps.findIndex((stamp) => stamp !== null && known.get(stamp[1] ?? '') === own)
  const stamp = stamps[idColumn]
  if (!stamp) return undefined
  const taken = new Set<string>([own])
  const paths = headers.map((header, index) => {
    if (index === idColumn) return own
    const path = known.get(header.trim())
    if (path === undefined || taken.has(path)) return null
    taken.add(path)
    return path
  })
  return { position: Number(stamp[2]), idColumn, paths }
}

function headerPaths(entity: ListEntity): Map<string, string> {
  const languages: Language[] = ['fr', 'en']
  return new Map(
    languages.flatMap((language) => exportColumns(entity).map(({ label, path }) => [label[language], path] as const)),
  )
}
