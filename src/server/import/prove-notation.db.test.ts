/** What a number in a file proves of its decimal mark: just what the reader of numbers makes of it by either mark. */
import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { readNumber } from '../../shared/catalogue/field-types/number.ts'
import { joined, sql } from '../platform/database/sql.ts'
import { readNotations, type Notation } from './prove-notation.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** What each column of cells proves. */
async function proved(columns: readonly (readonly string[])[]): Promise<(Notation | undefined)[]> {
  const height = Math.max(...columns.map((cells) => cells.length))
  const rows = Array.from({ length: height }, (_, row) => {
    const cells = columns.map((texts, at) => sql`${texts[row] ?? null}::text as ${sql.id(`t${at}`)}`)
    return sql`select ${joined(cells)}`
  })
  const found = await readNotations(
    db.pool,
    { from: sql`(${joined(rows, ' union all ')}) as cells`, cellOf: (column) => sql.id(`t${column}`) },
    { dates: [], decimals: columns.map((_, at) => at) },
  )
  return columns.map((_, at) => found.get(at)?.notation)
}

const comma: Notation = { decimal: ',' }
const point: Notation = { decimal: '.' }
const asked: Notation = { isDecimalUnclear: true }
const nothing: Notation = {}

test.each<[string, Notation, ...string[]]>([
  ['three digits behind one mark are a thousand or a fraction', asked, '1,234', '12,500', '123,456', '1,000', '9.999'],
  ['whatever the sign', asked, '-1,234', '+12.500', '- 1,234', '-1.000'],
  [
    'whatever the currency and where it stands',
    asked,
    '1,234 €',
    '€1,234',
    '€ 1.234',
    '-€1,234',
    '1.234 EUR',
    'eur 1,234',
  ],
  [
    'a blank or an apostrophe parts thousands: the mark is the decimal one',
    comma,
    '1 234,567',
    '1\u00a0234,567',
    "1'234,567",
  ],
  ['and so it is with the point', point, '1 234.567', '12\u202f345.678', '1’234.567', "-1'234.567 €"],
  ['thousands have three digits, and no fourth before', comma, '1234,567', '12,5', '12,50', '1,2345', '-0,5'],
  ['likewise with the point', point, '1234.567', '12.5', '12.50', '1.2345', '+0.5 €'],
  ['thousands begin with no zero', comma, '0,250', '-0,250', '00,250', '012,500'],
  ['likewise', point, '0.250', '-0.250 €', '00.250'],
  ['two marks: the last is the decimal one', comma, '1.234,5', '1.234,567', '1.234.567,8', '-1.234,5 €'],
  ['likewise with the point last', point, '1,234.5', '1,234.567', '1,234,567.8', '€1,234.50'],
  ['one mark twice parts thousands', comma, '1.234.567', '-1.234.567 €'],
  ['as the comma does', point, '1,234,567', '12,345,678 EUR'],
  ['whole numbers prove nothing', nothing, '1234', '1 234 567', "1'234", '-5', '12 €'],
  ['nor does what is no number', nothing, '1.23.456', '1,2,3', '12,5 %', '$1,234', 'abc', ',', '1.234,5.6', '1-1,5'],
])('%s', async (_, expected, ...cells) => {
  expect(await proved(cells.map((cell) => [cell]))).toEqual(cells.map(() => expected))
})

test('every combination of body, sign and currency proves what the reader makes of it', async () => {
  const wholes = ['0', '00', '1', '12', '123', '1234', '012', '1 234', "1'234", '1’234', '1\u00a0234', '1.234', '1,234']
  const rests = [
    '',
    ',',
    '.',
    ',5',
    '.5',
    ',50',
    '.50',
    ',500',
    '.500',
    ',5000',
    '.5000',
    ',500,500',
    '.500.500',
    ',500.5',
  ]
  const signs = ['', '-', '+', '- ']
  const currencies: ((number: string) => string)[] = [
    (number) => number,
    (number) => `${number} €`,
    (number) => `${number}\u00a0EUR`,
    (number) => `€${number}`,
    (number) => `EUR ${number}`,
    (number) => number.replace(/\d/, (digit) => `€${digit}`),
    (number) => `$${number}`,
  ]
  const cells = wholes.flatMap((whole) =>
    rests.flatMap((rest) => signs.flatMap((sign) => currencies.map((priced) => priced(`${sign}${whole}${rest}`)))),
  )
  const expected = cells.map((cell): Notation => {
    const [byComma, byPoint] = [readNumber(cell, ','), readNumber(cell, '.')]
    if (byComma === undefined && byPoint === undefined) return nothing
    if (byPoint === undefined) return { decimal: ',' }
    if (byComma === undefined) return { decimal: '.' }
    return Number(byComma) === Number(byPoint) && !/[.,]/.test(cell) ? nothing : asked
  })
  const told: [string, Notation | undefined][] = []
  for (let at = 0; at < cells.length; at += 500) {
    const some = cells.slice(at, at + 500)
    // oxlint-disable-next-line no-await-in-loop -- a query has so many columns at most
    const notations = await proved(some.map((cell) => [cell]))
    told.push(...some.map((cell, place): [string, Notation | undefined] => [cell, notations[place]]))
  }
  expect(told).toEqual(cells.map((cell, at) => [cell, expected[at]]))
  // Among them are some of each kind.
  for (const kind of [comma, point, asked, nothing]) expect(expected).toContainEqual(kind)
})

it('one cell proves it for the whole column; cells that contradict each other prove nothing', async () => {
  expect(
    await proved([
      ['1,234', '12 500', '1 234,567'],
      ['1,234', '12,500', '1,234.5'],
      ['1,234', '1,5', '2.5'],
      ['1,5', '2.5'],
      ['1,234', 'n.c.', '12'],
    ]),
  ).toEqual([comma, point, asked, nothing, asked])
})
