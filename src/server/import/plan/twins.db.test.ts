/** The readers of files in SQL and their twins in the catalogue say the same of every text. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { catalogue, fieldOf, typeOf } from '../../../shared/catalogue/catalogue.ts'
import { entityNames, type Field } from '../../../shared/catalogue/field.ts'
import type { Parsed } from '../../../shared/catalogue/field-types/field-type.ts'
import { fieldTypes, type FieldTypeName } from '../../../shared/catalogue/field-types/field-type-table.ts'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import { vatPatterns } from '../../../shared/catalogue/vat-number.ts'
import { rowsOf, sql, type Sql } from '../../platform/database/sql.ts'
import { cellReaders, type Problem } from './cell-reader.ts'
import { keyForm } from './key-form.ts'

const seed = 20_260_114
const generated = 400

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** What an expression over `given` says of each text. */
async function inSql<Value>(texts: readonly string[], of: (given: Sql) => Sql): Promise<Value[]> {
  const rows = await rowsOf<{ value: Value }>(
    database.pool,
    sql`select ${of(sql`t.given`)} as value from unnest(${texts}::text[]) with ordinality as t (given, place) order by t.place`,
  )
  return rows.map(({ value }) => value)
}

/** The texts with what was said of each, so that a difference names its text. */
const told = <Value>(texts: readonly string[], values: readonly Value[]) =>
  texts.map((text, index) => [text, values[index]])

const sampled = (arbitrary: fc.Arbitrary<string>): string[] =>
  fc.sample(arbitrary, { numRuns: generated, seed }).filter((text) => !text.includes('\0'))

const spaces = [
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\v',
  '\f',
  '\u00a0',
  '\u202f',
  '\u2003',
  '\u3000',
  '\ufeff',
  '\u2028',
  '\u0085',
]
const letters = 'aAzZéÉèÀçÇœŒæÆßøØłŁıİΣςσñÑйЙЁёøåÅ'.split('')
const marks = [
  'e\u0301',
  'E\u0301',
  'n\u0303',
  '\u0301',
  '\u0308',
  '\u05b0',
  '\u064b',
  '\u20d7',
  '\u3099',
  '\u1e9e',
  'ﬁ',
  '𝒜',
  '😀',
]
const signs = ['-', '.', ',', "'", '’', '‘', '"', '&', '/', '_', '@', '+', '(', ')', '0', '1', '9', '٣']
const words = fc
  .array(fc.constantFrom(...spaces, ...letters, ...marks, ...signs), { maxLength: 12 })
  .map((parts) => parts.join(''))
const rawTexts = [
  'Société Générale',
  '  Crédit   Agricole ',
  'E\u0301clair',
  'Œuvre',
  'l’Été',
  'ΑΣ',
  'STRASSE ẞ',
  'İstanbul',
  '\u00a0x\u00a0',
  '\t',
  ' ',
  '',
  ...sampled(words),
  ...sampled(fc.string({ unit: 'binary', maxLength: 12 })),
  ...sampled(fc.string({ unit: 'grapheme', maxLength: 12 })),
]
/** Files are read into composed characters before they come to PostgreSQL. */
const texts = rawTexts.map((text) => text.normalize('NFC'))

describe('texts', () => {
  it('have one match form', async () => {
    expect(told(rawTexts, await inSql<string>(rawTexts, (given) => sql`match_text(${given})`))).toEqual(
      told(rawTexts, rawTexts.map(matchText)),
    )
  })

  it('are cleaned alike', async () => {
    const field = { ...fieldOf('company', 'name'), maxLength: 1000 }
    const expected = texts.map((text) => read(field, text)?.value ?? null)
    expect(told(texts, await inSql<string | null>(texts, (given) => sql`clean_cell(${given})`))).toEqual(
      told(
        texts,
        expected.map((value) => (value === '' ? null : value)),
      ),
    )
  })

  it('of several lines are cleaned alike', async () => {
    const field = fieldOf('company', 'comments')
    const expected = texts.map((text) => read(field, text)?.value ?? null)
    expect(told(texts, await inSql<string | null>(texts, (given) => sql`clean_lines(${given})`))).toEqual(
      told(
        texts,
        expected.map((value) => (value === '' ? null : value)),
      ),
    )
  })
})

/** The value of a text, or undefined when it is refused. */
function read(field: Field, text: string, decimal?: ',' | '.'): { value: unknown; doubt: string | null } | undefined {
  const parsed: Parsed = typeOf(field).parse(text, { field, ...(decimal ? { decimal } : {}) })
  return 'refused' in parsed ? undefined : { value: parsed.value, doubt: parsed.doubt ?? null }
}

const numbers = [
  '0',
  '-0',
  '5',
  '+5',
  '-5',
  '007',
  '12.',
  '.5',
  ',5',
  '1 234',
  '1\u00a0234,50',
  '1\u202f234.50',
  '1.234,50',
  '1,234.50',
  '1.234',
  '1,234',
  '1.234.567',
  '1,234,567',
  '12,345,6',
  '5 €',
  '€5',
  '5EUR',
  'EUR 5',
  "1'234",
  '1’234',
  '--5',
  '5-',
  '5%',
  '1e3',
  '2147483647',
  '2147483648',
  '-2147483648',
  '-2147483647',
  '999999999999999',
  '1000000000000000',
  '0000000000000000012',
  '999999999999999,99',
  '999999999999999,994',
  '999999999999999,995',
  '-0,004',
  '-0.005',
  '0,005',
  '1,2345',
  '1.995',
  '1.000',
  '12.0',
  '12.5',
  '١٢',
  '½',
  '1\t2',
  '1\n2',
  '1 000 000',
  'NaN',
  'Infinity',
  '- 5',
  '+ 5',
  '-',
  '+',
  '.',
  ',',
  'eur',
]
const numberTexts = [
  ...numbers,
  ...sampled(
    fc
      .array(fc.constantFrom('0', '1', '5', '9', '12', '345', ' ', '.', ',', '-', '+', '€', "'", '\u00a0', 'EUR'), {
        minLength: 1,
        maxLength: 8,
      })
      .map((parts) => parts.join('').trim())
      .filter((text) => text !== ''),
  ),
]

describe.each([undefined, ',', '.'] as const)('numbers with the decimal mark %s', (mark) => {
  it.each(['integer', 'decimal', 'money'] as const)('are read alike as %s', async (type) => {
    const field: Field = { ...fieldOf('company', 'employees'), type }
    const reader = cellReaders[type]
    if (reader.by !== 'sql') throw new Error(`${type} is not read in SQL`)
    const value = (given: Sql) => sql`(${reader.value(sql`clean_cell(${given})`, field, mark ?? null)})`
    const red = (given: Sql) => reader.red?.({ cell: given, value: value(given) }, field).when ?? sql`false`
    const found = await inSql<string | null>(
      numberTexts,
      (given) => sql`case when not coalesce(${red(given)}, false) then trim_scale(${value(given)}::numeric)::text end`,
    )
    const expected = numberTexts.map((text) => read(field, text, mark)?.value)
    expect(told(numberTexts, found)).toEqual(
      told(
        numberTexts,
        expected.map((one) => (one === undefined ? null : plainNumber(String(one)))),
      ),
    )
  })
})

/** Without zeros that say nothing, as `trim_scale` gives it. */
function plainNumber(text: string): string {
  const [whole = '', decimals = ''] = text.replace('-', '').split('.')
  const kept = decimals.replace(/0+$/, '')
  const digits = `${whole.replace(/^0+(?=\d)/, '')}${kept ? `.${kept}` : ''}`
  return text.startsWith('-') && digits !== '0' ? `-${digits}` : digits
}

const digits = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
const vats = fc
  .tuple(
    fc.constantFrom(...Object.keys(vatPatterns), 'ZZ', 'fr', ''),
    fc.constantFrom(7, 8, 9, 10, 11, 12),
    fc.constantFrom('', 'U', 'B', 'W'),
  )
  .chain(([country, count, letter]) => digits(count).map((found) => `${country}${found.join('')}${letter}`))
/** A French number with its key, one in two of them right. */
const frenchVats = fc
  .tuple(digits(9), fc.boolean(), fc.constantFrom('', ' ', '\u00a0', '.', '-'))
  .map(([found, isRight, separator]) => {
    const siren = Number(found.join(''))
    const key = (12 + 3 * (siren % 97) + (isRight ? 0 : 1)) % 97
    return `FR${separator}${String(key).padStart(2, '0')}${separator}${found.join('')}`
  })

const samples: Partial<Record<FieldTypeName, readonly string[]>> = {
  vatNumber: [
    'FR40303265045',
    'FR 40 303 265 045',
    'fr40303265045',
    'FR99303265045',
    'FRK7399859412',
    'FR1A303265045',
    'FR00000000000',
    'BE0428759497',
    'BE0428759498',
    'LU26375245',
    'LU26375246',
    'DE123456789',
    'GBGD001',
    'IE1234567FA',
    'XX1',
    'FR',
    '-',
    '٣',
    'EL094259216',
    'ESX1234567X',
    'ATU12345678',
    'NL123456789B01',
    'FR40303265045FR40303265045',
    ...sampled(vats),
    ...sampled(frenchVats),
  ],
  siren: [
    '303265045',
    '303 265 045',
    '303265046',
    '30326504',
    '000000000',
    '732829320',
    'x',
    '٣٠٣٢٦٥٠٤٥',
    ...sampled(digits(9).map((d) => d.join(' '))),
  ],
  siret: [
    '73282932000074',
    '732 829 320 00074',
    '73282932000075',
    '35600000000048',
    '35600000049837',
    '35600000049838',
    'abc',
    '7328293200007',
    ...sampled(digits(14).map((d) => d.join(''))),
    ...sampled(digits(5).map((d) => `356000000${d.join('')}`)),
  ],
  email: [
    'a@b.fr',
    'mailto:a@b.fr',
    'MAILTO:a@b.fr',
    'mailto:',
    'a@b',
    '@b.fr',
    'a@@b.fr',
    'a@b..fr',
    'a@b.f',
    'a b@c.fr',
    'é@à.fr',
    'a@b.fr, c@d.fr',
    ...sampled(
      fc
        .array(fc.constantFrom('a', 'é', '@', '.', ' ', '-', ',', '<', '"', 'fr', 'mailto:'), {
          minLength: 1,
          maxLength: 8,
        })
        .map((parts) => parts.join('').trim())
        .filter(Boolean),
    ),
    ...sampled(fc.emailAddress()),
  ],
  phone: [
    '01 20 35 99 65',
    '+33 (0)1 20 35 99 65',
    '0033120359965',
    '12',
    'poste 12',
    '+',
    '(01)20-35/99.65',
    '٠١٢٠٣٥٩٩٦٥',
    '012345678901234567',
    ...sampled(
      fc
        .array(fc.constantFrom('0', '12', '3', ' ', '.', '-', '/', '(', ')', '+', 'x'), { minLength: 1, maxLength: 12 })
        .map((parts) => parts.join('').trim())
        .filter(Boolean),
    ),
  ],
  text: ['x'.repeat(200), 'x'.repeat(201), 'é'.repeat(200), 'é'.repeat(201), '😀'.repeat(150), '😀'.repeat(201)],
  code: ['x'.repeat(50), 'x'.repeat(51), '00123', ' a b '],
  url: ['https://exemple.fr', 'x'.repeat(201)],
  postalCode: ['44000', ' 44 000 ', 'x'.repeat(201)],
}
const fieldsOfTypes = Object.keys(samples).map((type) => {
  const field = entityNames.flatMap((entity) => catalogue[entity]).find((one) => one.type === type)
  if (!field) throw new Error(`No field is of the type ${type}`)
  return [type as FieldTypeName, field] as const
})

describe.each(fieldsOfTypes)('cells of the type %s', (type, field) => {
  it('give the same values, refusals and doubts', async () => {
    const reader = cellReaders[type]
    if (reader.by !== 'sql') throw new Error(`${type} is not read in SQL`)
    const cells = samples[type] ?? []
    const cleaned = (given: Sql) => sql`clean_cell(${given})`
    const value = (given: Sql) => sql`(${reader.value(cleaned(given), field, null)})`
    const code = (problem: Problem | undefined) =>
      problem ? sql`case when ${problem.when} then ${sql.lit(problem.code)}::text end` : sql`null::text`
    const red = (given: Sql) => code(reader.red?.({ cell: cleaned(given), value: value(given) }, field))
    const yellow = (given: Sql) => code(reader.yellow?.(value(given)))
    const found = await inSql<[string | null, string | null]>(
      cells,
      (given) =>
        sql`array[coalesce(${red(given)}, nullif(${value(given)}, '')), case when ${red(given)} is null then ${yellow(given)} end]`,
    )
    const expected = cells.map((cell) => {
      const parsed = fieldTypes[type].parse(cell.trim(), { field })
      return 'refused' in parsed
        ? [parsed.refused, null]
        : [parsed.value === '' ? null : parsed.value, parsed.value === '' ? null : (parsed.doubt ?? null)]
    })
    expect(told(cells, found)).toEqual(told(cells, expected))
  })
})

describe('the key form', () => {
  it('is the match form for texts, and blind to case for codes, its zeros significant', async () => {
    const name = fieldOf('company', 'name')
    expect(told(texts, await inSql<string>(texts, (given) => keyForm(name, given)))).toEqual(
      told(texts, texts.map(matchText)),
    )
    const codes = ['00123', '123', ' aB1 ', 'É1']
    expect(await inSql(codes, (given) => keyForm(fieldOf('company', 'code'), given))).toEqual([
      '00123',
      '123',
      'ab1',
      'é1',
    ])
  })

  it('of a phone number is E.164 as far as its digits tell', async () => {
    const phones = [
      '01 20 35 99 65',
      '+33 1 20 35 99 65',
      '+33 (0)1 20 35 99 65',
      '0033 1 20 35 99 65',
      '(01) 20.35.99.65',
      '+32 2 123 45 67',
    ]
    expect(await inSql(phones, (given) => keyForm(fieldOf('company', 'phoneMain'), given))).toEqual([
      ...phones.slice(0, 5).map(() => '+33120359965'),
      '+3221234567',
    ])
  })

  it('of numbers with check digits is what the catalogue stores', async () => {
    const cells = samples.vatNumber ?? []
    const field = fieldOf('company', 'vatNumber')
    const stored = cells
      .map((cell) => String(read(field, cell)?.value ?? ''))
      .filter((cell) => /^[A-Z0-9]*$/.test(cell))
    expect(told(stored, await inSql(stored, (given) => keyForm(field, given)))).toEqual(told(stored, stored))
  })
})
