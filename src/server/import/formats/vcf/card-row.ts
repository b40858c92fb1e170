import type { CsvEncoding } from '../../csv/csv-dialect.ts'
import { ownProperties } from '../../../../shared/export/own-cards.ts'
import { readFullName } from '../../plan/read-full-name.ts'
import { valueParts, wholeValue, type CardProperty } from './card-property.ts'
import type { Card } from './read-cards.ts'

/** The cells of a card, by the keys of `cardColumns`. */
export type CardRow = Map<string, string>

const civilities = new Map(
  [
    ['M.', 'm', 'm.', 'mr', 'mr.', 'monsieur'],
    ['Mme', 'mme', 'mme.', 'mrs', 'mrs.', 'ms', 'ms.', 'madame'],
    ['Mlle', 'mlle', 'melle', 'miss', 'mademoiselle'],
    ['Dr', 'dr', 'dr.'],
    ['Me', 'me', 'maître'],
    ['Pr', 'pr', 'pr.', 'prof.'],
  ].flatMap(([civility = '', ...words]) => words.map((word) => [word, civility] as const)),
)
/** Bytes that are no text, and what programs say of themselves. */
const passedOver = new Set<string>([
  ownProperties.stamp,
  'VERSION',
  'PRODID',
  'REV',
  'PHOTO',
  'LOGO',
  'SOUND',
  'KEY',
  'AGENT',
  'LABEL',
  'SORT-STRING',
  'MAILER',
  'KIND',
  'CLASS',
  'SOURCE',
  'CLIENTPIDMAP',
  'X-ABADR',
  'X-ABLABEL',
  'X-ABSHOWAS',
])

/** What a card says, in the columns it has as a row. */
export function cardRow(card: Card, encoding: CsvEncoding): CardRow {
  const row: CardRow = new Map()
  if (stampOf(card) !== undefined) return ownCardRow(row, card, encoding)
  const labels = labelsOf(card, encoding)
  for (const property of preferredFirst(card.properties)) {
    const types = new Set([...property.types, ...(labels.get(property.group) ?? [])])
    readOne(row, property, { types, encoding })
  }
  nameFrom(row, card, encoding)
  return row
}

/** The log position of the export that a card of ours comes from. */
export function stampOf({ properties }: Card): number | undefined {
  const stamp = properties.find(({ name }) => name === ownProperties.stamp)?.raw ?? ''
  return /^\d{1,15}$/.test(stamp) ? Number(stamp) : undefined
}

/** A card of ours, each value in the column it came from. */
function ownCardRow(row: CardRow, { properties }: Card, encoding: CsvEncoding): CardRow {
  for (const property of properties) {
    const set = (key: string, text = '') => (text === '' || row.has(key) ? undefined : row.set(key, text))
    const { name, own } = property
    if (name === 'N') {
      const parts = valueParts(property, encoding)
      const keys = ['lastName', 'firstName', 'middleName', 'civility', 'honorific']
      keys.forEach((key, at) => set(key, parts[at]))
    } else if (name === 'ORG') {
      const [company, department] = valueParts(property, encoding)
      set('company', company)
      set('department', department)
    } else if (name === 'ADR') {
      // The first is the default one; of what a card says of it, what is one cell in Rafale as well.
      if (own === undefined || row.has('addressId')) continue
      const [, , street, city, , postalCode, country] = valueParts(property, encoding)
      const cells = { addressId: own, line1: street, city, postalCode, country }
      for (const [key, text] of Object.entries(cells)) set(key, text)
    } else if (own !== undefined) set(own, wholeValue(property, encoding))
    else if (name === 'UID') set('rafaleId', wholeValue(property, encoding))
    else if (name === ownProperties.customerCode) set('code', wholeValue(property, encoding))
    else readOne(row, property, { types: property.types, encoding })
  }
  return row
}

type Reading = { types: ReadonlySet<string>; encoding: CsvEncoding }

/** The first of some keys that is free takes the text; what finds none is kept among the other information. */
function put(row: CardRow, text: string, ...keys: string[]): void {
  if (text === '') return
  const key = keys.find((one) => !row.has(one))
  if (key !== undefined) row.set(key, text)
  else if (keys.every((one) => row.get(one) !== text)) gather(row, 'other', text)
}

function gather(row: CardRow, key: string, text: string, mark = '; '): void {
  if (text !== '') row.set(key, row.has(key) ? `${row.get(key)}${mark}${text}` : text)
}

function readOne(row: CardRow, property: CardProperty, { types, encoding }: Reading): void {
  const whole = () => wholeValue(property, encoding)
  const parts = () => valueParts(property, encoding)
  switch (property.name) {
    case 'N':
      return readName(row, parts())
    case 'FN':
      return
    case 'ORG': {
      const [company = '', ...units] = parts()
      put(row, company, 'company')
      return put(row, units.filter(Boolean).join(', '), 'department')
    }
    case 'TITLE':
      return put(row, whole(), 'position', 'profession')
    case 'ROLE':
      return put(row, whole(), 'profession')
    case 'TEL':
      return readPhone(row, whole().replace(/^tel:/i, ''), types)
    case 'EMAIL':
      return put(row, whole().replace(/^mailto:/i, ''), 'email1', 'email2', 'email3')
    case 'ADR':
      return readAddress(row, parts())
    case 'URL':
    case 'X-SOCIALPROFILE':
      return readUrl(row, whole(), types)
    case 'NOTE':
      return gather(row, 'comments', whole(), '\n')
    case 'BDAY':
      return readDay(row, 'birthDate', whole())
    case 'ANNIVERSARY':
    case 'X-ANNIVERSARY':
      return readDay(row, 'anniversary', whole())
    case 'NICKNAME':
      return put(row, whole(), 'nickname')
    case 'UID':
      return put(row, whole().replace(/^urn:uuid:/i, ''), 'uid')
    case 'CATEGORIES':
      return gather(row, 'categories', whole().replace(/\s*,\s*/g, '; '))
    case 'X-MANAGER':
    case 'X-MS-MANAGER':
      return put(row, whole(), 'manager')
    case 'X-ASSISTANT':
    case 'X-MS-ASSISTANT':
      return put(row, whole(), 'assistant')
    case 'X-SPOUSE':
    case 'X-MS-SPOUSE':
      return put(row, whole(), 'spouse')
    default: {
      const text = passedOver.has(property.name) ? '' : whole()
      if (text !== '') gather(row, 'other', `${property.name} ${text}`)
    }
  }
}

function readName(row: CardRow, [last = '', first = '', middle = '', prefix = '', suffix = '']: string[]): void {
  put(row, last, 'lastName')
  put(row, first, 'firstName')
  put(row, middle.replace(/,/g, ' '), 'middleName')
  const civility = civilities.get(prefix.toLowerCase())
  if (civility !== undefined) put(row, civility, 'civility')
  put(row, [civility === undefined ? prefix : '', suffix].filter(Boolean).join(' '), 'honorific')
}

function readPhone(row: CardRow, number: string, types: ReadonlySet<string>): void {
  if (types.has('fax')) return put(row, number, types.has('home') ? 'faxHome' : 'faxOffice', 'faxHome')
  if (types.has('pager')) return put(row, number, 'pager')
  if (types.has('car')) return put(row, number, 'phoneCar')
  if (types.has('cell') || types.has('mobile') || types.has('iphone')) {
    return put(row, number, 'phoneMobile', 'phoneOther')
  }
  if (types.has('home')) return put(row, number, 'phoneHome', 'phoneHome2', 'phoneOther')
  if (types.has('other')) return put(row, number, 'phoneOther')
  return put(row, number, 'phoneOffice', 'phoneOffice2', 'phoneOther')
}

/** The first address counts: post box and addition above or below the street; a second one is kept beside. */
function readAddress(row: CardRow, parts: string[]): void {
  const [box = '', extended = '', street = '', city = '', region = '', postalCode = '', country = ''] = parts
  if (parts.every((part) => part === '')) return
  if (row.has('line1') || row.has('city')) return gather(row, 'other', parts.filter(Boolean).join(', '))
  const [first = '', ...rest] = [...street.split('\n'), ...extended.split('\n'), box].filter((line) => line !== '')
  put(row, first, 'line1')
  put(row, rest.join(', '), 'line2')
  put(row, city, 'city')
  put(row, region, 'region')
  put(row, postalCode, 'postalCode')
  put(row, country, 'country')
}

function readUrl(row: CardRow, url: string, types: ReadonlySet<string>): void {
  const network = ['linkedin', 'twitter', 'facebook'].find((name) => types.has(name) || url.includes(`${name}.`))
  put(row, url, network ?? 'website', 'website')
}

/** `19800412` and `1980-04-12T00:00:00Z` as a date; one without its year is no date, and is kept as it is beside. */
function readDay(row: CardRow, key: string, text: string): void {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text)
  if (parts) put(row, `${parts[1]}-${parts[2]}-${parts[3]}`, key)
  else if (text !== '' && /^--|^\d{4}(?:-\d{2})?$/.test(text)) gather(row, 'other', text)
  else put(row, text, key)
}

/** A card without the parts of its name has it as a whole; one of a company has the company's. */
function nameFrom(row: CardRow, { properties }: Card, encoding: CsvEncoding): void {
  if (row.has('lastName') || row.has('firstName')) return
  const full = properties.find(({ name }) => name === 'FN')
  const text = full ? wholeValue(full, encoding).replace(/\s+/g, ' ') : ''
  if (text === '' || text === row.get('company')) return
  const { civility, firstName, lastName } = readFullName(text)
  if (civility) put(row, civility, 'civility')
  if (firstName) put(row, firstName, 'firstName')
  if (lastName) put(row, lastName, 'lastName')
}

/** Labels that a group gives its properties: `item1.X-ABLabel:Mobile`, `_$!<Home>!$_`. */
function labelsOf({ properties }: Card, encoding: CsvEncoding): Map<string, string[]> {
  const words: [RegExp, string][] = [
    [/mobile|portable|cell|iphone/i, 'cell'],
    [/fax/i, 'fax'],
    [/home|domicile|maison|privé/i, 'home'],
    [/work|bureau|travail|pro/i, 'work'],
    [/linkedin/i, 'linkedin'],
  ]
  const labels = new Map<string, string[]>()
  for (const property of properties) {
    if (property.name !== 'X-ABLABEL' || property.group === '') continue
    const label = wholeValue(property, encoding)
    labels.set(
      property.group,
      words.flatMap(([pattern, type]) => (pattern.test(label) ? [type] : [])),
    )
  }
  return labels
}

const preferredFirst = (properties: readonly CardProperty[]): CardProperty[] =>
  properties.toSorted((a, b) => Number(b.types.has('pref')) - Number(a.types.has('pref')))
