/** The readers of files in SQL and their twins in the catalogue say the same of every text. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellSamples, numberTexts, rawTexts } from '../../../../test/cell-texts.ts'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { catalogue, fieldOf, typeOf } from '../../../shared/catalogue/catalogue.ts'
import { entityNames, type Field } from '../../../shared/catalogue/field.ts'
import type { Parsed } from '../../../shared/catalogue/field-types/field-type.ts'
import { fieldTypes, type FieldTypeName } from '../../../shared/catalogue/field-types/field-type-table.ts'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import { rowsOf, sql, type Sql } from '../../platform/database/sql.ts'
import { cellReaders, type Problem } from './cell-reader.ts'
import { keyForm } from '../../records/key-form.ts'

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

const fieldsOfTypes = Object.keys(cellSamples).map((type) => {
  const field = entityNames.flatMap((entity) => catalogue[entity]).find((one) => one.type === type)
  if (!field) throw new Error(`No field is of the type ${type}`)
  return [type as FieldTypeName, field] as const
})

describe.each(fieldsOfTypes)('cells of the type %s', (type, field) => {
  it('give the same values, refusals and doubts', async () => {
    const reader = cellReaders[type]
    if (reader.by !== 'sql') throw new Error(`${type} is not read in SQL`)
    const cells = cellSamples[type] ?? []
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
    const cells = cellSamples.vatNumber ?? []
    const field = fieldOf('company', 'vatNumber')
    const stored = cells
      .map((cell) => String(read(field, cell)?.value ?? ''))
      .filter((cell) => /^[A-Z0-9]*$/.test(cell))
    expect(told(stored, await inSql(stored, (given) => keyForm(field, given)))).toEqual(told(stored, stored))
  })
})
