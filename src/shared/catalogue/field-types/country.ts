import { z } from 'zod'
import { countryCodes } from '../countries.ts'
import { matchText } from '../match-form.ts'
import type { FieldType } from './field-type.ts'
import { setOperators } from './operators.ts'

const names = {
  fr: new Intl.DisplayNames('fr', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
}

/** Every name a country is known by in files → its code: codes, French and English names, UK and EL. */
export const countryByName: ReadonlyMap<string, string> = new Map([
  ...countryCodes.flatMap((code) =>
    [code, names.fr.of(code) ?? code, names.en.of(code) ?? code].map((name) => [matchText(name), code] as const),
  ),
  ['uk', 'GB'],
  ['el', 'GR'],
  ['usa', 'US'],
  ['angleterre', 'GB'],
  ['grande-bretagne', 'GB'],
  ['hollande', 'NL'],
])

export const country: FieldType = {
  schema: () => z.enum(countryCodes),
  parse: (text) => {
    const value = countryByName.get(matchText(text))
    return value ? { value } : { refused: 'country-unknown' }
  },
  format: (value, { language }) => (typeof value === 'string' ? (names[language].of(value) ?? value) : ''),
  operators: setOperators,
  isText: false,
  isOrdered: false,
  isKey: true,
}
