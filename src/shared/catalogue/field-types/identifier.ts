import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { dropBlanks } from '../blanks.ts'
import { isLuhnValid, isSiretValid } from '../check-digits.ts'
import { readVatNumber } from '../vat-number.ts'
import type { FieldType, FieldValue } from './field-type.ts'
import { text } from './text.ts'

/** Six to fifteen digits among the marks that people put between them. SQL twin: cell-reader. */
export const phonePattern = /^[+ .()/-]*([0-9][ .()/-]*){6,15}$/

/** Kept as typed; compared and shown in E.164 and national form. A number that cannot be one is kept, and doubted. */
export const phone: FieldType = {
  ...text,
  parse: (raw, context) => {
    const read = text.parse(raw, context)
    if ('refused' in read) return read
    return phonePattern.test(raw) ? read : { value: read.value, doubt: 'phone-doubtful' }
  },
  format: (value: FieldValue) => {
    const typed = value === null ? '' : String(value)
    const read = parsePhoneNumberFromString(typed, 'FR')
    if (!read?.isPossible()) return typed
    return read.country === 'FR' ? read.formatNational() : read.formatInternational()
  },
}

/** Stored without separators; a number whose country has a check rule that it fails is kept, and doubted. */
export const vatNumber: FieldType = {
  ...text,
  parse: (raw) => {
    const read = readVatNumber(raw)
    if (read.number.length > 20) return { refused: 'value-too-long' }
    return read.isValid ? { value: read.number } : { value: read.number, doubt: 'vat-doubtful' }
  },
  format: (value) => {
    const number = value === null ? '' : String(value)
    const french = /^FR(..)(\d{3})(\d{3})(\d{3})$/.exec(number)
    return french ? `FR ${french.slice(1).join(' ')}` : number
  },
}

const digitsOf = (raw: string) =>
  dropBlanks(raw)
    .replace(/[._/-]/g, '')
    .toUpperCase()

/** Nine digits with a Luhn check. */
export const siren: FieldType = {
  ...text,
  parse: (raw) => {
    const value = digitsOf(raw)
    if (value.length > 20) return { refused: 'value-too-long' }
    return /^\d{9}$/.test(value) && isLuhnValid(value) ? { value } : { value, doubt: 'siren-doubtful' }
  },
  format: (value) => (value === null ? '' : String(value).replace(/^(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3')),
}

/** Fourteen digits with a Luhn check; the establishments of La Poste have a rule of their own. */
export const siret: FieldType = {
  ...text,
  parse: (raw) => {
    const value = digitsOf(raw)
    if (value.length > 20) return { refused: 'value-too-long' }
    return isSiretValid(value) ? { value } : { value, doubt: 'siret-doubtful' }
  },
  format: (value) => (value === null ? '' : String(value).replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4')),
}
