import type { DateOrder } from '../../shared/catalogue/field-types/field-type.ts'
import type { Queryable } from '../platform/database/sql.ts'
import { quoteTableName } from './csv/quote-table-name.ts'

export type Notation = { dateOrder?: DateOrder; decimal?: ',' | '.'; isDateOrderUnclear?: boolean }

// Nothing but a time may follow: "01 99 00 12 34" is a phone number.
const looksLikeDate = (text: string) => /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[T ]\d{1,2}:.*)?$/.test(text)
const looksLikeDecimal = (text: string) => /^[+-]?[\d\s.,'’\u00a0\u202f]*[.,]\d+\s*(?:€|EUR)?$/i.test(text)

/** Patterns of cells that settle the order of a date (13 is no month) or which mark is the decimal one. */
const dateProofs = {
  dmy: '^\\s*(1[3-9]|[23][0-9])[-/. ][0-9]{1,2}[-/. ][0-9]',
  mdy: '^\\s*[0-9]{1,2}[-/. ](1[3-9]|[23][0-9])[-/. ][0-9]',
  other: '^\\s*[0-9]{1,2}[-/. ]',
}
const decimalProofs = {
  comma: '(,[0-9]{1,2}|,[0-9]{4,}|[.][0-9]{3},[0-9]+|[.][0-9]{3}[.][0-9]{3})\\s*(€|EUR)?\\s*$',
  point: '([.][0-9]{1,2}|[.][0-9]{4,}|,[0-9]{3}[.][0-9]+|,[0-9]{3},[0-9]{3})\\s*(€|EUR)?\\s*$',
}

type Proofs = Record<string, boolean | null>

/** PostgreSQL gives back 1,664 columns at most. */
const proofsPerPass = 1500
const firstRows = 1000

/**
 * By column: how its dates and numbers are written, for the columns whose samples look like dates or decimal numbers.
 * What the first rows prove is not looked for further; columns they leave open are read to the end, in one pass over
 * the table for some 500 of them (3 s for three columns of 1,000,000 rows).
 */
export async function proveNotation(
  db: Queryable,
  stagedTable: string,
  samples: readonly (readonly string[])[],
): Promise<Map<number, Notation>> {
  const dates = columnsLike(samples, looksLikeDate)
  const decimals = columnsLike(samples, looksLikeDecimal).filter((column) => !dates.includes(column))
  const rows = quoteTableName(stagedTable)
  const first = await readNotations(db, `(select * from ${rows} limit ${firstRows}) as first`, { dates, decimals })
  const isOpen = (column: number) => first.get(column)?.isOpen
  const rest = await readNotations(db, rows, { dates: dates.filter(isOpen), decimals: decimals.filter(isOpen) })
  return new Map([...first, ...rest].map(([column, { notation }]) => [column, notation]))
}

type Columns = { dates: number[]; decimals: number[] }

async function readNotations(db: Queryable, rows: string, { dates, decimals }: Columns) {
  const proofs = [
    ...dates.flatMap((column) => proofsOf(column, dateProofs)),
    ...decimals.flatMap((column) => proofsOf(column, decimalProofs)),
  ]
  const proved: Proofs = {}
  for (let start = 0; start < proofs.length; start += proofsPerPass) {
    const pass = await db.query<Proofs>(`select ${proofs.slice(start, start + proofsPerPass).join(', ')} from ${rows}`)
    Object.assign(proved, pass.rows[0])
  }
  return new Map([
    ...dates.map((column) => [column, dateNotation(proved, column)] as const),
    ...decimals.map((column) => [column, decimalNotation(proved, column)] as const),
  ])
}

function columnsLike(samples: readonly (readonly string[])[], looksLike: (text: string) => boolean): number[] {
  return samples.flatMap((texts, column) => (texts.length > 0 && texts.every(looksLike) ? [column] : []))
}

const proofsOf = (column: number, patterns: Record<string, string>): string[] =>
  Object.entries(patterns).map(([name, pattern]) => `bool_or(c${column + 1} ~ '${pattern}') as ${name}_${column}`)

/** `isOpen`: these rows prove neither one nor the other; more of them may. */
type ReadNotation = { notation: Notation; isOpen: boolean }

function dateNotation(proved: Proofs, column: number): ReadNotation {
  const [isDmy, isMdy] = [proved[`dmy_${column}`], proved[`mdy_${column}`]]
  if (isDmy !== isMdy) return { notation: { dateOrder: isDmy ? 'dmy' : 'mdy' }, isOpen: false }
  if (isDmy || proved[`other_${column}`]) return { notation: { isDateOrderUnclear: true }, isOpen: !isDmy }
  return { notation: { dateOrder: 'ymd' }, isOpen: false }
}

function decimalNotation(proved: Proofs, column: number): ReadNotation {
  const [isComma, isPoint] = [proved[`comma_${column}`], proved[`point_${column}`]]
  if (isComma === isPoint) return { notation: {}, isOpen: !isComma }
  return { notation: { decimal: isComma ? ',' : '.' }, isOpen: false }
}
