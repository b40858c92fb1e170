import { beginnings, endings, families, places, type Trade } from './company-words.ts'
import { lastNames } from './people-words.ts'
import type { Random } from './random.ts'

/** The name of a company of a trade: of the trade and a family, a place, or made up. */
export function makeName(from: Random, trade: Trade): string {
  const word = from.pick(trade.words)
  const family = from.pick(lastNames)
  switch (from.int(8)) {
    case 0:
      return `${word} ${family}`
    case 1:
      return `${family} ${word}`
    case 2:
      return `Établissements ${family}`
    case 3:
      return `${word} ${from.pick(places)}`
    case 4:
      return `${family} ${from.pick(families)}`
    case 5:
      return `${word} ${family} ${from.pick(families)}`
    case 6:
      return `${from.pick(beginnings)}${from.pick(endings)} ${word}`
    default:
      return `${from.pick(beginnings)}${from.pick(endings)}`
  }
}

/** A name as a part of a domain. */
export function slug(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe')
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
}
