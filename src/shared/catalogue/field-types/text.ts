import { z } from 'zod'
import { foldBlanks, trimBlanks } from '../blanks.ts'
import type { Field } from '../field.ts'
import type { FieldType, FieldValue, Parsed } from './field-type.ts'
import { textOperators } from './operators.ts'

const formatText = (value: FieldValue) => (value === null ? '' : String(value))
/** As PostgreSQL counts: characters, not UTF-16 units. */
const isTooLong = (text: string, max: number) => text.length > max && Array.from(text).length > max
const limited = (field: Field) => z.string().max(field.maxLength ?? 200)

function parseShort(text: string, { field }: { field: Field }): Parsed {
  const value = foldBlanks(text.normalize('NFC'))
  return isTooLong(value, field.maxLength ?? 200) ? { refused: 'value-too-long' } : { value }
}

export const text: FieldType = {
  schema: limited,
  parse: parseShort,
  format: formatText,
  operators: textOperators,
  isText: true,
  isOrdered: false,
  isKey: true,
}

/** Text of several lines, kept as written but for line ends. */
export const longText: FieldType = {
  schema: (field) => z.string().max(field.maxLength ?? 20_000),
  parse: (raw, { field }) => {
    const value = trimBlanks(raw.normalize('NFC').replace(/\r\n?/g, '\n'))
    return isTooLong(value, field.maxLength ?? 20_000) ? { refused: 'value-too-long' } : { value }
  },
  format: formatText,
  operators: ['contains', 'isEmpty', 'isNotEmpty'],
  isText: true,
  isOrdered: false,
  isKey: false,
}

/** An identifier: compared without case, its zeros significant. */
export const code: FieldType = { ...text }

export const postalCode: FieldType = { ...text, schema: (field) => z.string().max(field.maxLength ?? 20) }

/** Something before and after the @, and a domain with a point. SQL twin: cell-reader. */
export const emailPattern = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:".]{2,}$/

export const email: FieldType = {
  ...text,
  parse: (raw, context) => {
    const read = parseShort(raw.replace(/^mailto:/i, ''), context)
    if ('refused' in read || emailPattern.test(String(read.value))) return read
    return { value: read.value, doubt: 'email-doubtful' }
  },
}

export const url: FieldType = { ...text, isKey: false }
