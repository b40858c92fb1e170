import type { DateOrder } from '../../shared/catalogue/field-types/field-type.ts'
import { joined, onlyRow, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { cellColumn } from './plan/stage-tables.ts'

export type Notation = {
  dateOrder?: DateOrder
  decimal?: ',' | '.'
  /** Dates, and not one tells day from month, or they contradict each other. */
  isDateOrderUnclear?: boolean
  /** Numbers, and some can be read in two ways. */
  isDecimalUnclear?: boolean
}

// Nothing but a time may follow: "01 99 00 12 34" is a phone number.
const looksLikeDate = (text: string) => /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[T ]\d{1,2}:.*)?$/.test(text)
const looksLikeNumber = (text: string) => /^(?:€|EUR)?\s*[+-]?\s*(?:€|EUR)?\s*\d[\d\s.,'’]*(?:€|EUR)?$/i.test(text)
const looksLikeDecimal = (text: string) => looksLikeNumber(text) && /[.,]/.test(text)

/** Patterns of cells that settle the order of a date: 13 is no month. */
const dateProofs = {
  dmy: '^\\s*(1[3-9]|[23][0-9])[-/. ][0-9]{1,2}[-/. ][0-9]',
  mdy: '^\\s*[0-9]{1,2}[-/. ](1[3-9]|[23][0-9])[-/. ][0-9]',
  any: '^\\s*[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]',
  // 02/02 is the same day in either order.
  same: '^\\s*0?([0-9]{1,2})[-/. ]0?\\1[-/. ][0-9]',
}
/**
 * A number, its blanks and currency left out, when that mark is the decimal one; twins of `unusual_number`. One by a
 * single mark alone proves it; one by both that has a mark is a thousand or a fraction: three digits behind one mark.
 */
const numberBy = (decimal: string, thousands: string) =>
  `^(eur)?[+-]?(eur)?([0-9]+|[1-9][0-9]{0,2}([${thousands}][0-9]{3})+)([${decimal}][0-9]*)?(eur)?$`
const marks = { comma: numberBy(',', '.'), point: numberBy('.', ',') }
/** Bits of what the cells of a column were found to be. */
const found = { byComma: 2, byPoint: 4, byBoth: 8 }

type Proofs = Record<string, boolean | number | null>
type Columns = { dates: readonly number[]; decimals: readonly number[] }

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
  rows: Sql,
  samples: readonly (readonly string[])[],
): Promise<Map<number, Notation>> {
  const dates = columnsWhere(samples, (texts) => texts.some(looksLikeDate))
  const decimals = columnsWhere(
    samples,
    (texts) => texts.some(looksLikeDecimal) && texts.every(looksLikeNumber) && !texts.every(looksLikeDate),
  )
  const cellOf = (column: number) => sql.id(cellColumn(column))
  const read = (from: Sql, columns: Columns) => readNotations(db, { from, cellOf }, columns)
  const first = await read(sql`(select * from ${rows} limit ${firstRows}) as first`, { dates, decimals })
  const isOpen = (column: number) => first.get(column)?.isOpen
  const rest = await read(rows, { dates: dates.filter(isOpen), decimals: decimals.filter(isOpen) })
  return new Map([...first, ...rest].map(([column, { notation }]) => [column, notation]))
}

/** `isOpen`: these rows prove neither one nor the other; more of them may. */
type ReadNotation = { notation: Notation; isOpen: boolean }

/** What the cells of columns prove, by column, read from a table as its cells are called there. */
export async function readNotations(
  db: Queryable,
  { from, cellOf }: { from: Sql; cellOf: (column: number) => Sql },
  { dates, decimals }: Columns,
): Promise<Map<number, ReadNotation>> {
  const proofs = [
    ...dates.flatMap((column) => proofsOf(column, cellOf(column))),
    ...dates.map((column) => twofoldDate(column, cellOf(column))),
    ...decimals.map((column) => marksOf(column, cellOf(column))),
  ]
  const proved: Proofs = {}
  for (let start = 0; start < proofs.length; start += proofsPerPass) {
    const pass = joined(proofs.slice(start, start + proofsPerPass))
    Object.assign(proved, await onlyRow<Proofs>(db, sql`select ${pass} from ${from}`))
  }
  return new Map([
    ...dates.map((column) => [column, dateNotation(proved, column)] as const),
    ...decimals.map((column) => [column, decimalNotation(proved, column)] as const),
  ])
}

const columnsWhere = (
  samples: readonly (readonly string[])[],
  holds: (texts: readonly string[]) => boolean,
): number[] => samples.flatMap((texts, column) => (texts.length > 0 && holds(texts) ? [column] : []))

/** Cells that prove nothing, as most do in columns that are read to the end: a tenth of the cost of the patterns. */
const isIsoDate = (cell: Sql) => sql`${cell} like '____-__-__%'`
const isWhole = (cell: Sql) => sql`translate(${cell}, ',.', '') = ${cell}`

const proofsOf = (column: number, cell: Sql): Sql[] =>
  Object.entries(dateProofs).map(
    ([name, pattern]) =>
      sql`bool_or(case when ${isIsoDate(cell)} then false else ${cell} ~ ${sql.lit(pattern)} end) as ${sql.id(`${name}_${column}`)}`,
  )

const marksOf = (column: number, cell: Sql): Sql => {
  const bare = sql`translate(${cell}, ' \u00a0\u202f\t''’€', '')`
  const reads = (pattern: string) => sql`(${bare} ~* ${sql.lit(pattern)})::integer`
  return sql`bit_or(case when ${isWhole(cell)} then 0 else 1 << (${reads(marks.comma)} + 2 * ${reads(marks.point)}) end) as ${sql.id(`marks_${column}`)}`
}

const twofoldDate = (column: number, cell: Sql): Sql =>
  sql`bool_or(case when ${isIsoDate(cell)} then false else ${cell} ~ ${sql.lit(dateProofs.any)} and ${cell} !~ ${sql.lit(dateProofs.same)} end) as ${sql.id(`twofold_${column}`)}`

function dateNotation(proved: Proofs, column: number): ReadNotation {
  const [isDmy, isMdy] = [proved[`dmy_${column}`], proved[`mdy_${column}`]]
  if (isDmy !== isMdy && (isDmy || isMdy)) return { notation: { dateOrder: isDmy ? 'dmy' : 'mdy' }, isOpen: false }
  if (isDmy || proved[`twofold_${column}`]) return { notation: { isDateOrderUnclear: true }, isOpen: !isDmy }
  return { notation: { dateOrder: proved[`any_${column}`] ? 'dmy' : 'ymd' }, isOpen: true }
}

function decimalNotation(proved: Proofs, column: number): ReadNotation {
  const bits = Number(proved[`marks_${column}`] ?? 0)
  const [isComma, isPoint] = [(bits & found.byComma) > 0, (bits & found.byPoint) > 0]
  if (isComma !== isPoint) return { notation: { decimal: isComma ? ',' : '.' }, isOpen: false }
  return { notation: bits & found.byBoth ? { isDecimalUnclear: true } : {}, isOpen: !isComma }
}
