import { boolean, choice, choices, option, reference, references } from './choice.ts'
import { country } from './country.ts'
import { date, dateTime } from './date.ts'
import type { FieldType } from './field-type.ts'
import { phone, siren, siret, vatNumber } from './identifier.ts'
import { decimal, integer, money } from './number.ts'
import { picture } from './picture.ts'
import { code, email, longText, postalCode, text, url } from './text.ts'

/** Every type a field can have. A table keyed by these names must name them all, or it does not compile. */
export const fieldTypes = {
  text,
  longText,
  code,
  integer,
  decimal,
  money,
  date,
  dateTime,
  boolean,
  option,
  choice,
  choices,
  reference,
  references,
  email,
  phone,
  url,
  country,
  vatNumber,
  postalCode,
  siren,
  siret,
  picture,
} as const satisfies Record<string, FieldType>

export type FieldTypeName = keyof typeof fieldTypes
