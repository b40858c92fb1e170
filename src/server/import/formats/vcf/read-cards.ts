import type { CsvEncoding } from '../../csv/csv-dialect.ts'
import { maxCellBytes } from '../../csv/csv-dialect.ts'
import { readChunks } from '../../csv/read-chunks.ts'
import { utf8Decoder } from '../../csv/utf8-decoder.ts'
import { maxPhotoLetters } from './card-photo.ts'
import { readProperty, type CardProperty } from './card-property.ts'

/** A card of a file. `isCut`: the file ended, or another card began, before its end was told. */
export type Card = { properties: CardProperty[]; isCut: boolean; isTooLarge: boolean }

const maxProperties = 2000

export type ReadCardsOptions = { signal?: AbortSignal | undefined; onBytes?: (bytes: number) => void }

/** The cards of a file of any version (2.1, 3.0, 4.0), one after another; a card inside another is a part of it, left out. */
export async function* readCards(
  path: string,
  encoding: CsvEncoding,
  options: ReadCardsOptions = {},
): AsyncGenerator<Card> {
  const reader = new CardReader()
  for await (const line of linesOf(path, encoding, options)) {
    const card = reader.add(line)
    if (card) yield card
  }
  const last = reader.end()
  if (last) yield last
}

/** Puts lines together to properties and cards. */
class CardReader {
  #card: Card | undefined
  /** How many cards are open inside the one that is read. */
  #nested = 0
  #property: CardProperty | undefined
  #size = 0
  /** Version 2.1 folds lines where there is a space, which stays; later ones put one in. */
  #keepsFold = false

  /** The card that the line ends, if it does. */
  add(line: string): Card | undefined {
    if (this.#continues(line)) return undefined
    const property = readProperty(line)
    if (!property) return undefined
    const value = property.raw.trim().toUpperCase()
    if (property.name === 'BEGIN' && value === 'VCARD') return this.#begin()
    if (!this.#card) return undefined
    if (property.name === 'END' && value === 'VCARD') return this.#end()
    if (this.#nested === 0) this.#keep(property)
  }

  end(): Card | undefined {
    const card = this.#card
    this.#card = undefined
    return card && { ...card, isCut: true }
  }

  #begin(): Card | undefined {
    const before = this.#card
    // A card inside another one is that of an agent; elsewhere the other one has lost its end.
    const isAgent = before !== undefined && this.#property?.name === 'AGENT' && this.#property.raw.trim() === ''
    if (isAgent || this.#nested > 0) {
      this.#nested++
      return undefined
    }
    this.#card = { properties: [], isCut: false, isTooLarge: false }
    this.#property = undefined
    this.#size = 0
    this.#keepsFold = false
    return before && { ...before, isCut: true }
  }

  #end(): Card | undefined {
    if (this.#nested > 0) {
      this.#nested--
      this.#property = undefined
      return undefined
    }
    const card = this.#card
    this.#card = undefined
    this.#property = undefined
    return card
  }

  #keep(property: CardProperty): void {
    this.#property = property
    const card = this.#card!
    if (property.name === 'VERSION') this.#keepsFold = property.raw.trim().startsWith('2')
    this.#size += property.raw.length
    if (card.properties.length >= maxProperties || this.#size > 16 * maxCellBytes) card.isTooLarge = true
    // Sounds and keys are not imported: their bytes are let go at once.
    else if (!property.isBinary || property.name === 'PHOTO') card.properties.push(property)
  }

  /** Whether the line belongs to the property before it, which then has it. */
  #continues(line: string): boolean {
    const property = this.#property
    if (!property || this.#nested > 0) return false
    if (property.isBinary) {
      const isMore = isBinaryLine(line)
      // One that is larger than any that is kept is let go of, and said when it is looked at.
      if (isMore && property.name === 'PHOTO' && property.raw.length <= maxPhotoLetters) property.raw += line.trim()
      return isMore
    }
    if (property.isQuotedPrintable && property.raw.endsWith('=') && !isStructure(line)) {
      this.#append(property, property.raw.slice(0, -1), line)
      return true
    }
    if (line.startsWith(' ') || line.startsWith('\t')) {
      this.#append(property, property.raw, this.#keepsFold ? line : line.slice(1))
      return true
    }
    return false
  }

  #append(property: CardProperty, raw: string, more: string): void {
    this.#size += more.length
    if (this.#size > 16 * maxCellBytes) this.#card!.isTooLarge = true
    else property.raw = raw + more
  }
}

/** A line of a picture: indented or not, with blank ones between. */
const isBinaryLine = (line: string): boolean => /^\s*[\dA-Za-z+/=]*\s*$/.test(line)

/** A line that is none of a quoted text, although the line before asks for more. */
const isStructure = (line: string): boolean =>
  /^(?:BEGIN|END)\s*:\s*VCARD\s*$/i.test(line) ||
  /^(?:[\w-]+\.)?(?:VERSION|N|FN|ORG|TITLE|ROLE|TEL|EMAIL|ADR|LABEL|URL|NOTE|BDAY|PHOTO|REV|UID|X-[A-Z-]+)(?:;[^:]{0,80})?:/.test(
    line,
  )

/** The lines of a file, their bytes one a character; ends are \n, \r\n, \r and \r\r\n in any mixture. */
async function* linesOf(path: string, encoding: CsvEncoding, options: ReadCardsOptions): AsyncGenerator<string> {
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const decoder = utf8Decoder(isWide ? encoding : 'utf-8')
  let rest = ''
  let isFirst = true
  for await (const chunk of readChunks(path, options.signal)) {
    options.onBytes?.(chunk.length)
    let text = rest + decoder.write(chunk).toString('latin1')
    if (isFirst) text = text.replace(/^\xEF\xBB\xBF/, '')
    isFirst = false
    // What may be half a line end waits for the other half.
    const end = lastLineEnd(text)
    rest = text.slice(end)
    // A line without end is cut: no property of a card is as long.
    if (rest.length > 32 * maxCellBytes) rest = rest.slice(0, 16 * maxCellBytes)
    if (end > 0) yield* text.slice(0, end).split(lineEnd).slice(0, -1)
  }
  yield* (rest + decoder.end().toString('latin1')).split(lineEnd)
}

const lineEnd = /\r\r\n|\r\n|\n|\r/

/** Behind the last line end that is whole for sure. */
function lastLineEnd(text: string): number {
  let length = text.length
  while (length > 0 && text[length - 1] === '\r') length--
  return Math.max(text.lastIndexOf('\n', length - 1), text.lastIndexOf('\r', length - 1)) + 1
}
