import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { FieldTypeName } from '../../../shared/catalogue/field-types/field-type-table.ts'
import { phonePattern } from '../../../shared/catalogue/field-types/identifier.ts'
import { emailPattern } from '../../../shared/catalogue/field-types/text.ts'
import { vatPatterns } from '../../../shared/catalogue/vat-number.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'

export type Problem = { code: ErrorCode; when: Sql }

/**
 * How a file's cells of a type become values. Most are read in SQL, from the cleaned text (`cell`) and, for checks,
 * the value read from it. Types with few different texts, or whose texts are names of things, go through a
 * dictionary: each different text is read once, by the catalogue's own `parse` or by its label.
 */
export type CellReader =
  | { by: 'dictionary' }
  | {
      by: 'sql'
      value: (cell: Sql, field: Field, mark: string | null) => Sql
      red?: (read: { cell: Sql; value: Sql }, field: Field) => Problem
      yellow?: (value: Sql) => Problem
    }

const dictionary: CellReader = { by: 'dictionary' }

const tooLong = ({ value }: { value: Sql }, field: Field): Problem => {
  const max = sql.lit(field.maxLength ?? 200)
  // Bytes first: counting characters costs more, and most texts are short.
  return { code: 'value-too-long', when: sql`(octet_length(${value}) > ${max} and length(${value}) > ${max})` }
}

const text: CellReader = { by: 'sql', value: (cell) => cell, red: tooLong }
/** Without separators; a cell that holds nothing else is empty. */
const bare = (cell: Sql) => sql`nullif(upper(translate(${cell}, e' \u00a0\u202f.-_/', '')), '')`

const markSql = (mark: string | null): Sql => (mark === null ? sql`null` : sql.lit(mark))
const isUnread = ({ cell, value }: { cell: Sql; value: Sql }): Problem => ({
  code: 'number-invalid',
  when: sql`(${cell} is not null and ${value} is null)`,
})
/**
 * A number as a plain decimal text. What has digits and at most one decimal mark between them is told by a translation,
 * 0.7 µs a cell where the patterns of `plain_number` take 2.6.
 */
function plainNumber(cell: Sql, mark: string | null): Sql {
  const marks = (mark === null ? [',', '.'] : [mark]).map((one) => {
    const decimal = sql.lit(one)
    const isBetween = sql`left(${cell}, 1) <> ${decimal} and right(${cell}, 1) <> ${decimal}`
    return sql`when ${decimal} then case when ${isBetween} then replace(${cell}, ',', '.') else plain_number(${cell}, ${markSql(mark)}) end`
  })
  return sql`case when octet_length(${cell}) <= 15
    then case translate(${cell}, '0123456789', '') when '' then ${cell} ${sql.join(marks, sql` `)} else plain_number(${cell}, ${markSql(mark)}) end
    else plain_number(${cell}, ${markSql(mark)}) end`
}
const number: CellReader = {
  by: 'sql',
  value: (cell, _field, mark) => sql`(${plainNumber(cell, mark)})::numeric`,
  red: isUnread,
}
/** To the cent, as the column holds it; what no longer fits it then is no number. */
const money: CellReader = {
  by: 'sql',
  value: (cell, _field, mark) => sql`round((${plainNumber(cell, mark)})::numeric, 2)`,
  red: (read) => ({
    code: 'number-invalid',
    when: sql`(${isUnread(read).when} or abs(${read.value}) >= 1000000000000000)`,
  }),
}

export const cellReaders: Record<FieldTypeName, CellReader> = {
  text,
  code: text,
  url: text,
  postalCode: text,
  longText: {
    by: 'sql',
    value: (cell) => cell,
    red: (read, field) => tooLong(read, { ...field, maxLength: field.maxLength ?? 20_000 }),
  },
  email: {
    by: 'sql',
    value: (cell) =>
      sql`case when ${cell} ilike 'mailto:%' then nullif(btrim(substr(${cell}, 8)), '') else ${cell} end`,
    red: tooLong,
    yellow: (value) => ({ code: 'email-doubtful', when: sql`${value} !~ ${sql.lit(emailPattern.source)}` }),
  },
  phone: {
    by: 'sql',
    value: (cell) => cell,
    red: tooLong,
    yellow: (value) => ({
      code: 'phone-doubtful',
      when: sql`(not coalesce(${isUsualPhone(value)}, true) and ${value} !~ ${sql.lit(phonePattern.source)})`,
    }),
  },
  vatNumber: {
    by: 'sql',
    value: bare,
    red: tooLong,
    yellow: (value) => ({ code: 'vat-doubtful', when: sql`(${value} is not null and not ${vatHolds(value)})` }),
  },
  siren: {
    by: 'sql',
    value: bare,
    red: tooLong,
    yellow: (value) => ({
      code: 'siren-doubtful',
      when: sql`(octet_length(${value}) <> 9 or not ${isDigits(value)} or not ${luhnHolds(value, 9)})`,
    }),
  },
  siret: {
    by: 'sql',
    value: bare,
    red: tooLong,
    yellow: (value) => ({
      code: 'siret-doubtful',
      when: sql`case when octet_length(${value}) <> 14 or not ${isDigits(value)} then true
        else not ${luhnHolds(value, 14)} and not (left(${value}, 9) = '356000000' and ${digitSum(value, 14)} % 5 = 0) end`,
    }),
  },
  integer: { by: 'sql', value: (cell, _field, mark) => sql`plain_integer(${cell}, ${markSql(mark)})`, red: isUnread },
  decimal: number,
  money,
  date: dictionary,
  dateTime: dictionary,
  boolean: dictionary,
  option: dictionary,
  country: dictionary,
  choice: dictionary,
  choices: dictionary,
  reference: dictionary,
  references: dictionary,
  picture: dictionary,
}

/** Digits and spaces, perhaps a plus in front, as nearly all are: told in less than half the time of the pattern. */
function isUsualPhone(value: Sql): Sql {
  const close = sql`replace(${value}, ' ', '')`
  return sql`(ltrim(ltrim(${close}, '+'), '0123456789') = '' and octet_length(ltrim(${close}, '+')) between 6 and 15)`
}

/** Whether a text is digits only; a third of the cost of a pattern. */
const isDigits = (value: Sql): Sql => sql`(translate(${value}, '0123456789', '') = '')`
const digit = (value: Sql, place: number): Sql => sql`(ascii(substr(${value}, ${sql.lit(place)}, 1)) - 48)`
const places = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
const sumOf = (terms: Sql[]): Sql => sql`(${sql.join(terms, sql` + `)})`
const digitSum = (value: Sql, count: number): Sql => sumOf(places(count).map((place) => digit(value, place)))

/** The Luhn check of a text that is `count` digits. */
function luhnHolds(value: Sql, count: number): Sql {
  const terms = places(count).map((place) => {
    const one = digit(value, place)
    const isDoubled = (count - place) % 2 === 1
    return isDoubled ? sql`(2 * ${one} - case when ${one} > 4 then 9 else 0 end)` : one
  })
  return sql`(${sumOf(terms)} % 10 = 0)`
}

/** The format of the number's country, then the check digits of France, Belgium and Luxembourg. */
function vatHolds(value: Sql): Sql {
  const formats = Object.entries(vatPatterns).map(
    ([country, pattern]) => sql`when ${sql.lit(country)} then substr(${value}, 3) ~ ${sql.lit(pattern.source)}`,
  )
  const rest = (from: number, count: number) => sql`substr(${value}, ${sql.lit(from)}, ${sql.lit(count)})::bigint`
  // French ones of digits alone, nearly all of them here, pass by the patterns: 0.9 µs instead of 2.3.
  const isUsual = sql`${value} like 'FR%' and octet_length(${value}) = 13 and ltrim(substr(${value}, 3), '0123456789') = ''`
  const keyHolds = sql`(12 + 3 * (${rest(5, 9)} % 97)) % 97 = ${rest(3, 2)}`
  return sql`case
    when ${isUsual} then ${keyHolds}
    when not case left(${value}, 2) ${sql.join(formats, sql` `)} else false end then false
    else case left(${value}, 2)
      when 'FR' then not ${isDigits(sql`substr(${value}, 3, 2)`)} or ${keyHolds}
      when 'BE' then 97 - ${rest(3, 8)} % 97 = ${rest(11, 2)}
      when 'LU' then ${rest(3, 6)} % 89 = ${rest(9, 2)}
      else true end
    end`
}
