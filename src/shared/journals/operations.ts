import { catalogue, findField } from '../catalogue/catalogue.ts'
import type { Field, TabName } from '../catalogue/field.ts'
import type { FieldTypeName } from '../catalogue/field-types/field-type-table.ts'

/** What a journal can do to its field (BU-1, BU-8). */
export const journalOperations = [
  'set',
  'clear',
  'add-tag',
  'remove-tag',
  'replace-text',
  'add-amount',
  'add-percentage',
  'shift-date',
] as const
export type JournalOperation = (typeof journalOperations)[number]

const text = ['set', 'clear', 'replace-text'] as const
const number = ['set', 'clear', 'add-amount', 'add-percentage'] as const
const date = ['set', 'clear', 'shift-date'] as const
const tags = ['set', 'clear', 'add-tag', 'remove-tag'] as const
const plain = ['set', 'clear'] as const

/** The operations of each type of field. Numbers with check digits are not pieced together: they are set or cleared. */
const byType = {
  text,
  longText: text,
  code: text,
  email: text,
  phone: text,
  url: text,
  postalCode: text,
  vatNumber: plain,
  siren: plain,
  siret: plain,
  integer: number,
  decimal: number,
  money: number,
  date,
  dateTime: date,
  boolean: plain,
  option: plain,
  choice: plain,
  reference: plain,
  country: plain,
  choices: tags,
  references: tags,
  picture: plain,
} as const satisfies Record<FieldTypeName, readonly JournalOperation[]>

/** What a journal can do to a field; one that every record has a value in cannot be cleared. */
export function operationsOf(field: Field): readonly JournalOperation[] {
  const isKept = field.required === 'always' || field.default !== undefined
  return byType[field.type].filter((operation) => !(isKept && operation === 'clear'))
}

/** Units a date is shifted by. */
export const shiftUnits = ['day', 'week', 'month', 'year'] as const

/** A field as a journal names it: its key, or `address.<key>` for the default address. */
export type JournalField = { path: string; tab: TabName; field: Field }

/** Every field a journal of the entity can change, in the order of the tabs; the default address's are in theirs. */
export function journalFields(entity: 'company' | 'contact'): readonly JournalField[] {
  const own = catalogue[entity].map((field) => ({ path: field.key, tab: field.tab, field }))
  const address = catalogue.address.map((field) => ({ path: `address.${field.key}`, tab: 'addresses' as const, field }))
  return [...own, ...address].filter(({ field }) => isJournalField(field))
}

/** The field a path names, if a journal of the entity can change it. */
export function findJournalField(entity: 'company' | 'contact', path: string): JournalField | undefined {
  const isAddress = path.startsWith('address.')
  const field = isAddress ? findField('address', path.slice('address.'.length)) : findField(entity, path)
  if (!field || !isJournalField(field)) return undefined
  return { path, tab: isAddress ? 'addresses' : field.tab, field }
}

const isJournalField = (field: Field) => field.isBulkUpdated && !field.isReadOnly && !field.isUnique
