import { fieldOf } from '../../../shared/catalogue/catalogue.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'
import { ownAddressParts, ownParameter, ownProperties } from '../../../shared/export/own-cards.ts'
import { cardLine, cardParts, cardText, type CardLine } from './card-text.ts'

export type CardVersion = '3.0' | '4.0'

/** The cells of a contact, by path (`contact.lastName`), and those of each of its addresses. */
export type CardCells = { cells: Record<string, string | null>; addresses: readonly Record<string, string | null>[] }

/** What sort of number each phone field is. Where several fields are of one sort, the field's name is said beside it. */
const phones: readonly { key: string; types: string; isNamed?: boolean }[] = [
  { key: 'phoneOffice', types: 'work,voice' },
  { key: 'phoneMobile', types: 'cell' },
  { key: 'phoneHome', types: 'home,voice' },
  { key: 'phoneMain', types: 'pref,voice', isNamed: true },
  { key: 'phoneOther', types: 'voice', isNamed: true },
  { key: 'pager', types: 'pager' },
  { key: 'faxOffice', types: 'work,fax' },
  { key: 'phoneOffice2', types: 'work,voice', isNamed: true },
  { key: 'phoneHome2', types: 'home,voice', isNamed: true },
  { key: 'faxHome', types: 'home,fax' },
  { key: 'phoneManager', types: 'work,voice', isNamed: true },
  { key: 'phoneAssistant', types: 'work,voice', isNamed: true },
  { key: 'faxOther', types: 'fax', isNamed: true },
  { key: 'phoneCar', types: 'car', isNamed: true },
]
/** The sorts that version 4 no longer knows. */
const droppedIn4 = new Set(['pref', 'car'])

export type CardStyle = {
  version: CardVersion
  language: Language
  /** The log position of the export it comes from. */
  position: number
}

/** A contact as a card. */
export function writeCard({ cells, addresses }: CardCells, { version, language, position }: CardStyle): string {
  const cell = (key: string) => cells[`contact.${key}`] ?? null
  const lines: CardLine[] = [
    { name: 'BEGIN', value: 'VCARD' },
    { name: 'VERSION', value: version },
    { name: 'PRODID', value: '-//Rafale//Rafale//FR' },
    { name: 'UID', value: cells['contact.rafaleId'] ?? '' },
    { name: ownProperties.stamp, value: String(position) },
    {
      name: 'N',
      value: cardParts([cell('lastName'), cell('firstName'), cell('middleName'), cell('civility'), cell('honorific')]),
    },
    { name: 'FN', value: cardText(fullName(cells)) },
    text('NICKNAME', cell('nickname')),
    organisation(cells),
    text('TITLE', cell('position')),
    text('ROLE', cell('profession')),
    ...['email1', 'email2', 'email3'].map((key, index) => email(key, cell(key), { place: index + 1, version })),
    ...phones.flatMap((phone, index) =>
      telephone({ ...phone, group: `item${index + 1}` }, cell(phone.key), { version, language }),
    ),
    ...addresses.flatMap((address) => [place(address, version), ownPlace(address)]),
    text('URL', cell('website'), fieldParameter('website')),
    text('X-SOCIALPROFILE', cell('linkedin'), { TYPE: 'linkedin', ...fieldParameter('linkedin') }),
    text('X-SOCIALPROFILE', cell('twitter'), { TYPE: 'twitter', ...fieldParameter('twitter') }),
    text('X-SOCIALPROFILE', cell('facebook'), { TYPE: 'facebook', ...fieldParameter('facebook') }),
    text('BDAY', cell('birthDate')),
    text(version === '4.0' ? 'ANNIVERSARY' : 'X-ANNIVERSARY', cell('anniversary')),
    text('X-SPOUSE', cell('spouse')),
    text('X-ASSISTANT', cell('assistantName')),
    text('X-MANAGER', cell('managerName')),
    text(ownProperties.customerCode, cells['company.code'] ?? null),
    text('NOTE', cell('comments')),
    photo(cell('photo'), version),
    { name: 'END', value: 'VCARD' },
  ].flatMap((line) => line ?? [])
  return lines.map(cardLine).join('')
}

const text = (name: string, value: string | null, parameters?: CardLine['parameters']): CardLine | undefined =>
  value === null ? undefined : { name, value: cardText(value), ...(parameters ? { parameters } : {}) }

/** The photo as bytes in the card: no reader has to ask anybody for it. */
function photo(cell: string | null, version: CardVersion): CardLine | undefined {
  const [type, bytes] = cell?.split(',') ?? []
  if (!type || !bytes) return undefined
  if (version === '4.0') return { name: 'PHOTO', value: `data:${type};base64,${bytes}` }
  const parameters = { ENCODING: 'b', TYPE: type.slice('image/'.length).toUpperCase() }
  return { name: 'PHOTO', parameters, value: bytes }
}

/** What a reader shows: the name, else what a contact without one has. */
function fullName(cells: CardCells['cells']): string {
  const named = [cells['contact.firstName'], cells['contact.lastName']].filter(Boolean).join(' ')
  return named || cells['contact.email1'] || cells['company.name'] || ''
}

/** Which field a value is, for our own reading: other programs pass over a parameter that they do not know. */
const fieldParameter = (key: string): NonNullable<CardLine['parameters']> => ({ [ownParameter]: key })

function organisation(cells: CardCells['cells']): CardLine | undefined {
  const [name, unit] = [cells['company.name'] ?? null, cells['contact.departmentName'] ?? null]
  return name === null && unit === null
    ? undefined
    : { name: 'ORG', value: cardParts(unit === null ? [name] : [name, unit]) }
}

function email(
  key: string,
  value: string | null,
  { place, version }: { place: number; version: CardVersion },
): CardLine | undefined {
  const preferred = version === '4.0' ? { PREF: String(place) } : { TYPE: place === 1 ? 'internet,pref' : 'internet' }
  return text('EMAIL', value, { ...preferred, ...fieldParameter(key) })
}

type Phone = (typeof phones)[number] & { group: string }

/** A number with its sort, and where that does not tell which field it is, the field's name as address books show it. */
function telephone(
  { key, types, isNamed, group }: Phone,
  value: string | null,
  { version, language }: Pick<CardStyle, 'version' | 'language'>,
): CardLine[] {
  if (value === null) return []
  const told = types.split(',').filter((type) => version === '3.0' || !droppedIn4.has(type))
  const type = version === '4.0' && told.length > 1 ? `"${told.join(',')}"` : told.join(',') || undefined
  const line = { name: 'TEL', parameters: { TYPE: type, ...fieldParameter(key) }, value: cardText(value) }
  if (!isNamed) return [line]
  return [
    { ...line, name: `${group}.TEL` },
    { name: `${group}.X-ABLabel`, value: cardText(fieldOf('contact', key).label[language]) },
  ]
}

function place(address: Record<string, string | null>, version: CardVersion): CardLine {
  const part = (key: string) => address[`address.${key}`]
  const id = fieldParameter(address['address.rafaleId'] ?? '')
  const isDefault = /^(oui|yes)$/i.test(address['address.isDefault'] ?? '')
  return {
    name: 'ADR',
    parameters:
      version === '4.0'
        ? { TYPE: 'work', PREF: isDefault ? '1' : undefined, ...id }
        : { TYPE: isDefault ? 'work,pref' : 'work', ...id },
    // Post office box, extended address, street, locality, region, postal code, country.
    value: [
      '',
      [part('line2'), part('line3')].filter(Boolean).map(cardText).join(','),
      cardText(part('line1')),
      cardText(part('city')),
      cardText(part('province')),
      cardText(part('postalCode')),
      cardText(part('country')),
    ].join(';'),
  }
}

/** What of an address an ADR has no place for, or none of its own. */
const ownPlace = (address: Record<string, string | null>): CardLine => ({
  name: ownProperties.address,
  parameters: fieldParameter(address['address.rafaleId'] ?? ''),
  value: cardParts(ownAddressParts.map((path) => address[path])),
})
