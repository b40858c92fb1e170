import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { sampleColumns } from './sample-columns.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

let tables = 0

/** A staged table whose columns hold these cells, top down. */
async function stage(columns: Record<string, (string | null)[]>): Promise<Awaited<ReturnType<typeof sampleColumns>>> {
  const table = `stage.sampled_${++tables}`
  const names = Object.keys(columns)
  await db.pool.query(`create table ${table} (row_no integer, ${names.map((_, at) => `c${at + 1} text`).join(', ')})`)
  const rows = Math.max(...Object.values(columns).map((cells) => cells.length))
  await db.pool.query(
    `insert into ${table} select ordinality, ${names.map((_, at) => `($${at + 1}::text[])[ordinality]`).join(', ')}
       from generate_series(1, ${rows}) with ordinality as row (n)`,
    Object.values(columns),
  )
  return sampleColumns(db.pool, table, names)
}

test('five different values that are not empty, without outer space', async () => {
  const [name, empty] = await stage({
    Nom: ['', null, ' Aprool ', 'Aprool', 'Blou', 'C', 'D', 'E', 'F'],
    Vide: [' ', null],
  })
  expect(name).toEqual({
    column: 0,
    header: 'Nom',
    samples: ['Aprool', 'Blou', 'C', 'D', 'E'],
    isDateOrderUnclear: false,
    isDecimalUnclear: false,
  })
  expect(empty?.samples).toEqual([])
})

test('the order of dates is what some cell of the whole column proves', async () => {
  const early = Array.from({ length: 1200 }, (_, at) => `0${(at % 9) + 1}/02/2026`)
  const columns = await stage({
    late: [...early, '25/02/2026'],
    american: [...early, '02/25/2026'],
    unclear: early,
    both: [...early, '25/02/2026', '02/25/2026'],
    same: ['01/01/2026', '2/02/2026', '10.10.2026'],
    sameThenUnclear: ['01/01/2026', '10/11/2026'],
    iso: ['2026-02-25', '2026-01-02T10:00'],
    isoThenUnclear: [...early.map(() => '2026-02-25'), '05/06/2026'],
    mixed: ['2026-02-25', '31.12.2025'],
    text: ['10/02/2026', 'bientôt'],
    words: ['demain', 'bientôt'],
  })
  expect(columns.map(({ header, dateOrder, isDateOrderUnclear }) => [header, dateOrder, isDateOrderUnclear])).toEqual([
    ['late', 'dmy', false],
    ['american', 'mdy', false],
    ['unclear', undefined, true],
    ['both', undefined, true],
    ['same', 'dmy', false],
    ['sameThenUnclear', undefined, true],
    ['iso', 'ymd', false],
    ['isoThenUnclear', undefined, true],
    ['mixed', 'dmy', false],
    ['text', undefined, true],
    ['words', undefined, false],
  ])
})

test('the decimal mark likewise', async () => {
  const columns = await stage({
    comma: ['1.234', '2.000,50'],
    point: ['1,234', '2,000.5'],
    thousands: ['1.234.567', '2.000'],
    french: ['1 234,5 €', '12,25'],
    unclear: ['1.234', '2.000'],
    late: [...Array.from({ length: 1200 }, () => '12'), '1.234'],
    zero: ['0,250', '1.234'],
    long: ['1234,567', '1.234'],
    both: ['1,5', '2.5'],
    bothUnclear: ['1,5', '2.5', '1.234'],
    whole: ['12', '13'],
  })
  expect(columns.map(({ header, decimal, isDecimalUnclear }) => [header, decimal, isDecimalUnclear])).toEqual([
    ['comma', ',', false],
    ['point', '.', false],
    ['thousands', ',', false],
    ['french', ',', false],
    ['unclear', undefined, true],
    // No sample of it has a mark: planning proves the whole column again.
    ['late', undefined, false],
    ['zero', ',', false],
    ['long', ',', false],
    ['both', undefined, false],
    ['bothUnclear', undefined, true],
    ['whole', undefined, false],
  ])
})

test('hundreds of columns of dates are read', async () => {
  const columns = await stage(
    Object.fromEntries(Array.from({ length: 700 }, (_, at) => [`h${at}`, [`${(at % 28) + 1}/1/26`]])),
  )
  expect(columns.filter(({ dateOrder }) => dateOrder === 'dmy')).toHaveLength((700 / 28) * 17)
})
