import { z } from 'zod'
import type { DateOrder, FieldType, FieldValue, FormatContext, ParseContext, Parsed } from './field-type.ts'
import { dateOperators } from './operators.ts'

const pad = (part: number, length = 2) => String(part).padStart(length, '0')

/** Days counted from 1899-12-30, as spreadsheets do. */
function fromSerial(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}

/**
 * A date without zone as 'YYYY-MM-DD'; two-digit years 00–49 mean 20xx; undefined when there is no such day. A year of
 * four digits stands where it stands; `order` says how the others are written.
 */
export function readDate(text: string, order: DateOrder = 'dmy'): string | undefined {
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromSerial(Math.trunc(Number(text)))
  const parts = /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[T ].*)?$/.exec(text)
  if (!parts) return undefined
  const [first, second, third] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const isYearFirst = parts[1]?.length === 4 || (order === 'ymd' && parts[3]?.length !== 4)
  if (order === 'ymd' && !isYearFirst) return undefined
  const [day, month] = isYearFirst ? [third, second] : order === 'mdy' ? [second, first] : [first, second]
  const short = isYearFirst ? first : third
  const year = short < 50 ? 2000 + short : short < 100 ? 1900 + short : short
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1000 || year > 9999) return undefined
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`
}

function parseDate(text: string, { dateOrder }: ParseContext): Parsed {
  const value = readDate(text, dateOrder)
  return value === undefined ? { refused: 'date-invalid' } : { value }
}

function formatDate(value: FieldValue, { language }: FormatContext): string {
  if (typeof value !== 'string') return ''
  const [year, month, day] = value.slice(0, 10).split('-')
  return language === 'fr' ? `${day}/${month}/${year}` : `${year}-${month}-${day}`
}

/** A day without zone. */
export const date: FieldType = {
  schema: () => z.iso.date(),
  parse: parseDate,
  format: formatDate,
  operators: dateOperators,
  isText: false,
  isOrdered: true,
  isKey: true,
}

/** A moment, stored in UTC. */
export const dateTime: FieldType = {
  schema: () => z.iso.datetime({ offset: true }),
  parse: parseDate,
  format: (value, { language }) =>
    typeof value === 'string'
      ? new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(value))
      : '',
  operators: dateOperators,
  isText: false,
  isOrdered: true,
  isKey: false,
}
