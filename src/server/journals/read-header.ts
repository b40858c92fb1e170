import { z } from 'zod'
import type { Field } from '../../shared/catalogue/field.ts'
import { isMaskable, maskedValue } from '../../shared/catalogue/masked-value.ts'
import type { Journal, JournalValue } from '../../shared/contract/journal.contract.ts'
import { fieldValue, type ListEntity } from '../../shared/contract/record.contract.ts'
import type { ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, RafaleError, type Language } from '../../shared/errors/rafale-error.ts'
import { findJournalField, operationsOf, shiftUnits, type JournalOperation } from '../../shared/journals/operations.ts'
import { checkValue } from '../records/edit/check-values.ts'
import { faultParams } from '../records/faults-error.ts'

export type Header = Pick<Journal, 'tab' | 'field' | 'operation' | 'value' | 'comment'>
export type HeaderChange = { [Key in keyof Header]?: Header[Key] | undefined }

export const emptyHeader: Header = { tab: null, field: null, operation: 'set', value: null, comment: null }

/**
 * The header with a change made: what the change leaves unsaid stays as far as it fits the field. Throws
 * 'journal-field-not-allowed', 'journal-operation-not-allowed', 'journal-value-invalid'.
 */
export function changeHeader(
  { entity, language }: { entity: ListEntity; language: Language },
  current: Header,
  change: HeaderChange,
): Header {
  const comment = change.comment === undefined ? current.comment : change.comment || null
  const path = change.field === undefined ? current.field : change.field
  const without: Header = { ...emptyHeader, tab: change.tab === undefined ? current.tab : change.tab, comment }
  if (path === null) return without
  const found = findJournalField(entity, path)
  if (!found) throw new RafaleError('journal-field-not-allowed', { field: path }, 'field')
  // Another tab was chosen, whose field is still to come.
  if (change.field === undefined && change.tab !== undefined && change.tab !== found.tab) return without
  const { field, tab } = found
  const operation = operationFor(field, current.operation, change.operation, language)
  const isSame = path === current.field && operation === current.operation
  const isKept = change.value === undefined || (change.value === maskedValue && isMaskable(field))
  const given = isKept ? (isSame ? current.value : null) : (change.value ?? null)
  return { tab, field: path, operation, comment, value: readValue(field, operation, given, language) }
}

function operationFor(
  field: Field,
  current: JournalOperation,
  asked: JournalOperation | undefined,
  language: Language,
): JournalOperation {
  const allowed = operationsOf(field)
  if (asked === undefined) return allowed.includes(current) ? current : 'set'
  if (allowed.includes(asked)) return asked
  throw new RafaleError(
    'journal-operation-not-allowed',
    { operation: asked, field: field.label[language] },
    'operation',
  )
}

/** A value held to what the operation needs; null while there is none. Throws 'journal-value-invalid'. */
function readValue(field: Field, operation: JournalOperation, given: JournalValue, language: Language): JournalValue {
  if (given === null || given === '' || operation === 'clear') return null
  const refuse = (code: ErrorCode) => {
    const value = typeof given === 'object' ? JSON.stringify(given) : String(given)
    const detail = errorText(code, faultParams(field.entity, field.key, value, language), language)
    return new RafaleError('journal-value-invalid', { field: field.label[language], detail }, 'value')
  }
  const code = codes[operation] ?? 'value-too-long'
  if (operation !== 'set') {
    const read = shapeOf(field, operation).safeParse(typeof given === 'number' ? String(given) : given)
    if (!read.success) throw refuse(code)
    return Array.isArray(read.data) ? sortedIds(read.data) : read.data
  }
  const plain = fieldValue.safeParse(given)
  if (!plain.success) throw refuse('value-too-long')
  const checked = checkValue(field, plain.data)
  if ('refused' in checked) throw refuse(checked.refused)
  return Array.isArray(checked.value) ? sortedIds(checked.value) : checked.value
}

const codes: Partial<Record<JournalOperation, ErrorCode>> = {
  'add-tag': 'list-value-unknown',
  'remove-tag': 'list-value-unknown',
  'add-amount': 'number-invalid',
  'add-percentage': 'number-invalid',
  'shift-date': 'date-invalid',
}

const ids = z.array(z.int().positive()).min(1).max(200)
const percentage = z
  .string()
  .regex(/^-?\d{1,7}(\.\d{1,4})?$/)
  .refine((text) => Number(text) >= -100)

/** What each operation but `set` takes. */
function shapeOf(field: Field, operation: Exclude<JournalOperation, 'set'>): z.ZodType<JournalValue> {
  switch (operation) {
    case 'clear':
      return z.null()
    case 'add-tag':
    case 'remove-tag':
      return ids
    case 'replace-text':
      return z.object({ find: z.string().min(1).max(1000), replace: z.string().max(1000) })
    case 'add-amount':
      return z.string().regex(amounts[field.type] ?? amounts['decimal']!)
    case 'add-percentage':
      return percentage
    case 'shift-date':
      return z.object({ amount: z.int().min(-100_000).max(100_000), unit: z.enum(shiftUnits) })
  }
}

/** Amounts are kept as text, so that no digit is lost. */
const amounts: Partial<Record<Field['type'], RegExp>> = {
  integer: /^-?\d{1,10}$/,
  decimal: /^-?\d{1,15}(\.\d{1,6})?$/,
  money: /^-?\d{1,15}(\.\d{1,2})?$/,
}

const sortedIds = (given: readonly number[]): number[] | null =>
  given.length === 0 ? null : [...new Set(given)].sort((a, b) => a - b)
