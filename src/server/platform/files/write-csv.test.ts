import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvRow } from './write-csv.ts'

test('cells come back from another reader as they were', () => {
  const cells = ['plain', '', 'a;b', 'a "quoted" word', 'two\nlines', 'two\r\nlines', ' outer space ', '12,5', "'x"]
  for (const delimiter of [';', ',', '\t'] as const) {
    const read = parse(csvRow(cells, { delimiter }), { delimiter, record_delimiter: '\r\n' })
    expect(read).toEqual([cells])
  }
})

test('only what must be quoted is', () => {
  expect(csvRow(['C1', null, undefined, 12, 'a;b'])).toBe('C1;;;12;"a;b"\r\n')
  expect(csvRow([''])).toBe('""\r\n')
})

test('formulas are neutralised when asked, numbers never', () => {
  const cells = ['=1+1', '+A1', '-A1', '@SUM(A1)', '\tx', '-5', '+33 1 99 00 12 34', '+', 'a=b', "'=1"]
  expect(csvRow(cells, { isNeutralised: true })).toBe(
    "'=1+1;'+A1;'-A1;'@SUM(A1);'\tx;-5;+33 1 99 00 12 34;+;a=b;''=1\r\n",
  )
  expect(csvRow(['=1+1'])).toBe('=1+1\r\n')
})
