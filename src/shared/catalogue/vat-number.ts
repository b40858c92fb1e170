import { dropBlanks } from './blanks.ts'

/** The format of intra-community VAT numbers after the two letters (European Commission, VIES). */
export const vatPatterns: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12})$/,
}

/** Check digits of neighbours that are met most; the other countries are held to their pattern. SQL twin: cell-reader. */
const checks: Record<string, (rest: string) => boolean> = {
  // Key = (12 + 3 × (SIREN mod 97)) mod 97; keys with letters follow another rule, held to the pattern.
  FR: (rest) => !/^\d{2}/.test(rest) || Number(rest.slice(0, 2)) === (12 + 3 * (Number(rest.slice(2)) % 97)) % 97,
  BE: (rest) => 97 - (Number(rest.slice(0, 8)) % 97) === Number(rest.slice(8)),
  LU: (rest) => Number(rest.slice(0, 6)) % 89 === Number(rest.slice(6)),
}

/** The number without separators, in capitals, and whether its country's format and check digits hold. */
export function readVatNumber(raw: string): { number: string; isValid: boolean } {
  const number = dropBlanks(raw)
    .replace(/[.\-_/]/g, '')
    .toUpperCase()
  const country = number.slice(0, 2)
  const rest = number.slice(2)
  const isValid = (vatPatterns[country]?.test(rest) ?? false) && (checks[country]?.(rest) ?? true)
  return { number, isValid }
}
