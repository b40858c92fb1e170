import { isLuhnValid, isSiretValid } from '../catalogue/check-digits.ts'
import { countryByName } from '../catalogue/field-types/country.ts'
import { emailPattern } from '../catalogue/field-types/text.ts'
import { matchText } from '../catalogue/match-form.ts'
import { readVatNumber } from '../catalogue/vat-number.ts'

const bare = (text: string) => text.replace(/[\s\u00a0\u202f._/-]/g, '')

/** Targets that the look of their values gives away, the most telling first. */
const shapes: readonly { path: string; fits: (sample: string) => boolean }[] = [
  { path: 'contact.email1', fits: (sample) => emailPattern.test(sample) },
  { path: 'company.vatNumber', fits: (sample) => /^[A-Za-z]{2}/.test(sample) && readVatNumber(sample).isValid },
  { path: 'company.siret', fits: (sample) => isSiretValid(bare(sample)) },
  { path: 'company.siren', fits: (sample) => /^\d{9}$/.test(bare(sample)) && isLuhnValid(bare(sample)) },
  { path: 'company.website', fits: (sample) => /^(https?:\/\/|www\.)\S+\.\S+$/i.test(sample) },
  { path: 'company.phoneMain', fits: (sample) => /^(\+|00|0[1-9])[\d .()/-]{8,}$/.test(sample) },
  { path: 'address.postalCode', fits: (sample) => /^(?:\d{5}|[A-Z]-\d{4,5})$/.test(sample) },
  { path: 'address.country', fits: (sample) => /^[A-Z]{2}$/.test(sample) && countryByName.has(matchText(sample)) },
  { path: 'company.naf', fits: (sample) => /^\d{2}\.?\d{2}[A-Z]$/.test(sample) },
]

/** The target whose values look like these samples, when every one of them does. */
export function shapeOf(samples: readonly string[]): string | undefined {
  if (samples.length === 0) return undefined
  return shapes.find(({ fits }) => samples.every((sample) => fits(sample.trim())))?.path
}
