import { typeOf } from './catalogue.ts'
import type { Field } from './field.ts'
import type { FieldTypeName } from './field-types/field-type-table.ts'
import type { FieldValue } from './field-types/field-type.ts'

/** Types whose values are written in several ways that are shown as one. */
const shownAlike: ReadonlySet<FieldTypeName> = new Set([
  'phone',
  'vatNumber',
  'siren',
  'siret',
  'integer',
  'decimal',
  'money',
])

/** Whether two values of a field are one to people, however they are written: `0240000001` and `02 40 00 00 01`. */
export function isAlike(field: Field, one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  return formOf(field, one ?? null) === formOf(field, other ?? null)
}

function formOf(field: Field, value: FieldValue): string {
  if (value === null || value === '') return ''
  if (Array.isArray(value)) return value.toSorted((a, b) => a - b).join()
  if (field.type === 'email') return String(value).toLowerCase()
  return shownAlike.has(field.type) ? typeOf(field).format(value, { field, language: 'en' }) : String(value)
}
