import { z } from 'zod'
import type { FieldType, FieldValue, FormatContext, ParseContext, Parsed } from './field-type.ts'
import { orderedOperators } from './operators.ts'

/** A number as people write it ("1 234,50", "1.234,50", "1234.5", "-5 €"), as a plain decimal text; undefined when it is none. */
export function readNumber(raw: string, decimal: ',' | '.' | undefined): string | undefined {
  const text = raw.replace(/[\s\u00a0\u202f'’]|€|EUR/gi, '')
  const lastComma = text.lastIndexOf(',')
  const lastPoint = text.lastIndexOf('.')
  const mark = decimal ?? (lastComma > lastPoint ? ',' : '.')
  const plain = text.replaceAll(mark === ',' ? '.' : ',', '').replace(mark, '.')
  return /^[+-]?\d+(\.\d*)?$/.test(plain) ? plain.replace(/^\+/, '').replace(/\.$/, '') : undefined
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
    if (plain === undefined || !/^-?\d{1,10}(\.0*)?$/.test(plain)) return { refused: 'number-invalid' }
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

export const money: FieldType = {
  ...decimal,
  schema: () => z.string().regex(/^-?\d{1,15}(\.\d{1,2})?$/),
  format: formatNumber({ minimumFractionDigits: 0, maximumFractionDigits: 2 }),
}
