import { typeOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { FieldValue } from '../../../shared/catalogue/field-types/field-type.ts'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import type { Language } from '../../../shared/errors/rafale-error.ts'

export type Read = { value: FieldValue; doubt?: ErrorCode } | { refused: ErrorCode }

/** What was typed into an input, read by the field's type; nothing is no value. English thousands are told from decimals. */
export function readTyped(field: Field, text: string, language: Language): Read {
  const trimmed = text.trim()
  if (trimmed === '') return { value: null }
  const areThousands = language === 'en' && /^-?\d{1,3}(,\d{3})+$/.test(trimmed)
  return typeOf(field).parse(trimmed, { field, dateOrder: 'dmy', ...(areThousands ? { decimal: '.' } : {}) })
}
