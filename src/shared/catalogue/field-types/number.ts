import { z } from 'zod'
import { dropBlanks } from '../blanks.ts'
import type { FieldType, FieldValue, FormatContext, ParseContext, Parsed } from './field-type.ts'
import { orderedOperators } from './operators.ts'

/** The mark that is not the decimal one parts thousands, or the text is no number: "12.5" is not 125, nor "0.250" 250. */
const grouped = {
  comma: /^[+-]?(\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d*)?$/,
  point: /^[+-]?(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d*)?$/,
}

/** A number as people write it ("1 234,50", "1.234,50", "1234.5", "-5 €"), as a plain decimal text; undefined when it is none. */
export function readNumber(raw: string, decimal: ',' | '.' | undefined): string | undefined {
  const text = dropBlanks(raw).replace(/['’]|€|EUR/gi, '')
  const lastComma = text.lastIndexOf(',')
  const lastPoint = text.lastIndexOf('.')
  const mark = decimal ?? (lastComma > lastPoint ? ',' : '.')
  if (!(mark === ',' ? grouped.comma : grouped.point).test(text)) return undefined
  const plain = text.replaceAll(mark === ',' ? '.' : ',', '').replace(mark, '.')
  return /^[+-]?\d{1,15}(\.\d*)?$/.test(plain) ? plain.replace(/^\+/, '').replace(/\.$/, '') : undefined
}

function parseNumber(text: string, { decimal }: ParseContext): Parsed {
  const plain = readNumber(text, decimal)
  return plain === undefined ? { refused: 'number-invalid' } : { value: plain }
}

function formatNumber(options: Intl.NumberFormatOptions) {
  return (value: FieldValue, { language }: FormatContext) =>
    value === null ? '' : new Intl.NumberFormat(language, options).format(Number(value))
}

/** What a column of 4 bytes holds. */
const largest = 2_147_483_647

export const integer: FieldType = {
  schema: () => z.int().min(-largest).max(largest),
  parse: (text, context) => {
    const plain = readNumber(text, context.decimal)
    if (plain === undefined || !/^-?\d+(\.0*)?$/.test(plain)) return { refused: 'number-invalid' }
    const value = Math.trunc(Number(plain))
    return Math.abs(value) > largest ? { refused: 'number-invalid' } : { value }
  },
  format: formatNumber({ maximumFractionDigits: 0 }),
  operators: orderedOperators,
  isText: false,
  isOrdered: true,
  isKey: true,
}

/** Decimals travel as text, so that no digit is lost to floating point. */
export const decimal: FieldType = {
  schema: () => z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/),
  parse: parseNumber,
  format: formatNumber({ maximumFractionDigits: 6 }),
  operators: orderedOperators,
  isText: false,
  isOrdered: true,
  isKey: false,
}

/** Rounded half away from zero, as PostgreSQL does, without passing through floating point. */
function rounded(plain: string, places: number): string {
  const [whole = '', decimals = ''] = plain.replace('-', '').split('.')
  if (decimals.length <= places) return plain
  const scaled = BigInt(whole + decimals.slice(0, places)) + (decimals.charAt(places) >= '5' ? 1n : 0n)
  const digits = String(scaled).padStart(places + 1, '0')
  return `${plain.startsWith('-') && scaled > 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** An amount, to the cent: what has more decimals is rounded where it is read. SQL twin: cell-reader. */
export const money: FieldType = {
  ...decimal,
  parse: (text, context) => {
    const plain = readNumber(text, context.decimal)
    const value = plain === undefined ? undefined : rounded(plain, 2)
    return value === undefined || /^-?\d{16}/.test(value) ? { refused: 'number-invalid' } : { value }
  },
  schema: () => z.string().regex(/^-?\d{1,15}(\.\d{1,2})?$/),
  format: formatNumber({ minimumFractionDigits: 0, maximumFractionDigits: 2 }),
}
