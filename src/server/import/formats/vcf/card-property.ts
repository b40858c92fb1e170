import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { ownParameter } from '../../../../shared/export/own-cards.ts'
import type { CsvEncoding } from '../../csv/csv-dialect.ts'

/** One property of a card: `item1.TEL;TYPE=work:…` */
export type CardProperty = {
  /** In capitals, without its group. */
  name: string
  group: string
  /** Types and bare words, in small letters: `work`, `cell`, `pref`. */
  types: ReadonlySet<string>
  /** Bytes as they stand in the file, one a character; still encoded. */
  raw: string
  isQuotedPrintable: boolean
  isBinary: boolean
  charset: string | undefined
  /** In cards of ours: the field it is, or the id of an address. */
  own: string | undefined
}

/** A line that begins a property, as its parts; undefined when it is none. */
export function readProperty(line: string): CardProperty | undefined {
  const colon = colonOf(line)
  if (colon < 1) return undefined
  const [left = '', ...parameters] = splitOutsideQuotes(line.slice(0, colon))
  const dot = left.indexOf('.')
  const name = left
    .slice(dot + 1)
    .trim()
    .toUpperCase()
  if (!/^[A-Z0-9-]+$/.test(name)) return undefined
  const property: CardProperty = {
    name,
    group: left.slice(0, Math.max(0, dot)).trim().toLowerCase(),
    types: new Set(),
    raw: line.slice(colon + 1),
    isQuotedPrintable: false,
    isBinary: false,
    charset: undefined,
    own: undefined,
  }
  const types = new Set<string>()
  for (const parameter of parameters) readParameter(property, types, parameter)
  property.types = types
  return property
}

function readParameter(property: CardProperty, types: Set<string>, text: string): void {
  const equals = text.indexOf('=')
  // Version 2.1 has bare words: TEL;WORK;VOICE and NOTE;QUOTED-PRINTABLE.
  const name = equals < 0 ? '' : text.slice(0, equals).trim().toLowerCase()
  if (name === ownParameter.toLowerCase()) {
    property.own = text.slice(equals + 1).trim()
    return
  }
  const values = text
    .slice(equals + 1)
    .replaceAll('"', '')
    .toLowerCase()
    .split(',')
  for (const value of values.map((one) => one.trim())) {
    const isEncoding = name === 'encoding' || name === ''
    if (isEncoding && value === 'quoted-printable') property.isQuotedPrintable = true
    else if (isEncoding && (value === 'base64' || value === 'b')) property.isBinary = true
    else if (name === 'charset') property.charset = value
    else if (name === 'pref') types.add('pref')
    else if (name === '' || name === 'type') types.add(value)
  }
}

/** The first colon outside quotes. */
function colonOf(line: string): number {
  let isQuoted = false
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') isQuoted = !isQuoted
    else if (line[i] === ':' && !isQuoted) return i
  }
  return line.indexOf(':')
}

function splitOutsideQuotes(text: string): string[] {
  return text.match(/(?:"[^"]*"?|[^;"])+/g) ?? []
}

/** The parts of a value that semicolons part, decoded and without escapes. */
export function valueParts(property: CardProperty, encoding: CsvEncoding): string[] {
  const parts = property.raw.match(/(?:\\.|[^;\\]|\\$)+|(?<=^|;)(?=;|$)/gs) ?? ['']
  return parts.map((part) => decoded(part, property, encoding))
}

/** The value as one text. */
export const wholeValue = (property: CardProperty, encoding: CsvEncoding): string =>
  decoded(property.raw, property, encoding)

function decoded(raw: string, { isQuotedPrintable, charset }: CardProperty, encoding: CsvEncoding): string {
  const bytes = Buffer.from(isQuotedPrintable ? unquoted(raw) : raw, 'latin1')
  const text = textOf(bytes, charset, encoding)
  return text
    .replace(/\\([\\,;:nN"])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))
    .replace(/\r\n?/g, '\n')
    .trim()
}

/** Quoted-printable as the bytes it stands for; an equals sign that quotes nothing is itself. */
function unquoted(raw: string): string {
  return raw.replace(/=([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** In the character set that the property names; else UTF-8 where it is, else what the file is said to be in. */
function textOf(bytes: Buffer, charset: string | undefined, encoding: CsvEncoding): string {
  const isAscii = bytes.every((byte) => byte < 128)
  if (isAscii) return bytes.toString('latin1')
  if (charset !== undefined && !/^utf-?8$/.test(charset) && iconv.encodingExists(charset)) {
    return iconv.decode(bytes, charset)
  }
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const isSingleByte = encoding === 'windows-1252' || encoding === 'iso-8859-15'
  return iconv.decode(bytes, isSingleByte ? encoding : 'windows-1252')
}
