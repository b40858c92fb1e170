import { isLuhnValid } from '../../shared/catalogue/check-digits.ts'
import type { Random } from './random.ts'

/** A SIREN with its check digit; those of companies start with 3 to 8. */
export const makeSiren = (from: Random): string => withLuhn(String(30_000_000 + from.int(60_000_000)))

/** The SIRET of an establishment: SIREN, four digits, check digit. */
export const makeSiret = (siren: string, establishment: number): string =>
  withLuhn(`${siren}${String(establishment).padStart(4, '0')}`)

/** The intra-community VAT number: key = (12 + 3 × (SIREN mod 97)) mod 97. */
export const makeVatNumber = (siren: string): string =>
  `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`

function withLuhn(digits: string): string {
  for (let check = 0; check < 10; check++) if (isLuhnValid(`${digits}${check}`)) return `${digits}${check}`
  throw new Error(`No check digit fits ${digits}`)
}
