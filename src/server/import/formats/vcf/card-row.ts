import type { CsvEncoding } from '../../csv/csv-dialect.ts'
import { ownAddressParts, ownProperties } from '../../../../shared/export/own-cards.ts'
import { readFullName } from '../../plan/read-full-name.ts'
import { pictureHash } from '../../../platform/pictures/store-picture.ts'
import { cardColumns } from './card-columns.ts'
import { cardPhoto } from './card-photo.ts'
import { valueParts, wholeValue, type CardProperty } from './card-property.ts'
import type { Card } from './read-cards.ts'

/** Cells by the keys of `cardColumns`. */
export type CardRow = Map<string, string>

/** What a card says: the cells of its contact with its first address, and those of each further address. */
export type CardCells = { contact: CardRow; addresses: CardRow[] }

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

/**
 * The rows that a card is: one with its first address, and one for each further address, all else repeated. `number` tells
 * the card apart, for those that have nothing else to be known by.
 */
export function cardRows(card: Card, encoding: CsvEncoding, number: number): CardRow[] {
  const { contact, addresses } = readCard(card, encoding)
  const photo = cardPhoto(card)
  const hash = photo && pictureHash(photo)
  if (hash !== undefined) contact.set('photo', hash)
  if (addresses.length === 0) return [contact]
  contact.set('card', String(number))
  const person = [...contact].filter(([key]) => !addressKeys.has(key))
  return [contact, ...addresses.map((address) => new Map([...person, ...address]))]
}

function readCard(card: Card, encoding: CsvEncoding): CardCells {
  const cells: CardCells = { contact: new Map(), addresses: [] }
  if (stampOf(card) !== undefined) return readOwnCard(cells, card, encoding)
  const labels = labelsOf(card, encoding)
  for (const property of preferredFirst(card.properties)) {
    const types = new Set([...property.types, ...(labels.get(property.group) ?? [])])
    readOne(cells, property, { types, encoding })
  }
  nameFrom(cells.contact, card, encoding)
  return cells
}

/** The log position of the export that a card of ours comes from. */
export function stampOf({ properties }: Card): number | undefined {
  const stamp = properties.find(({ name }) => name === ownProperties.stamp)?.raw ?? ''
  return /^\d{1,15}$/.test(stamp) ? Number(stamp) : undefined
}

/** A card of ours, each value in the column it came from. */
function readOwnCard(cells: CardCells, { properties }: Card, encoding: CsvEncoding): CardCells {
  const { contact } = cells
  // What completes an address comes after it, whatever order a program gave them.
  const inOrder = properties.toSorted(
    (a, b) => Number(a.name === ownProperties.address) - Number(b.name === ownProperties.address),
  )
  for (const property of inOrder) {
    const set = (key: string, text = '') => (text === '' || contact.has(key) ? undefined : contact.set(key, text))
    const { name, own } = property
    if (name === 'N') {
      const parts = valueParts(property, encoding)
      const keys = ['lastName', 'firstName', 'middleName', 'civility', 'honorific']
      keys.forEach((key, at) => set(key, parts[at]))
    } else if (name === 'ORG') {
      const [company, department] = valueParts(property, encoding)
      set('company', company)
      set('department', department)
    } else if (name === 'ADR' && own !== undefined) {
      // The first is the default one; of what this property says, what is one cell in Rafale as well.
      const [, , line1, city, , postalCode, country] = valueParts(property, encoding)
      addAddress(cells, { addressId: own, line1, city, postalCode, country })
    } else if (name === ownProperties.address) {
      const parts = valueParts(property, encoding)
      const row = [contact, ...cells.addresses].find((one) => one.get('addressId') === own)
      ownAddressKeys.forEach((key, at) => (parts[at] ? row?.set(key, parts[at]) : undefined))
    } else if (own !== undefined) set(own, wholeValue(property, encoding))
    else if (name === 'UID') set('rafaleId', wholeValue(property, encoding))
    else if (name === ownProperties.customerCode) set('code', wholeValue(property, encoding))
    else readOne(cells, property, { types: property.types, encoding })
  }
  return cells
}

const ownAddressKeys = ownAddressParts.map((path) => cardColumns.find(({ target }) => target === path)?.key ?? '')
const addressKeys = new Set([
  ...cardColumns.flatMap(({ key, target }) => (target?.startsWith('address.') ? [key] : [])),
  'region',
])

/** The contact's first address stands in its row, further ones in rows of their own. */
function addAddress({ contact, addresses }: CardCells, cells: Record<string, string | undefined>): void {
  const told = Object.entries(cells).flatMap(([key, text]) => (text ? [[key, text] as const] : []))
  const hasOne = [...contact.keys()].some((key) => addressKeys.has(key))
  if (!hasOne) for (const [key, text] of told) contact.set(key, text)
  else if (told.length > 0) addresses.push(new Map(told))
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

function readOne(cells: CardCells, property: CardProperty, { types, encoding }: Reading): void {
  const row = cells.contact
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
      return readAddress(cells, parts())
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

/** Post box and addition stand above or below the street. Without street, town and postal code it finds no address again. */
function readAddress(cells: CardCells, parts: string[]): void {
  const [box = '', extended = '', street = '', city = '', region = '', postalCode = '', country = ''] = parts
  const [line1, ...rest] = [...street.split('\n'), ...extended.split('\n'), box].filter((line) => line !== '')
  if (!line1 && city === '' && postalCode === '') {
    return gather(cells.contact, 'other', parts.filter(Boolean).join(', '))
  }
  addAddress(cells, { line1, line2: rest.join(', '), city, region, postalCode, country })
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
