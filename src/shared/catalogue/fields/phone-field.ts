import type { Field, FieldInput, Label } from '../field.ts'

type Declare = (input: FieldInput) => Field

/** One of the numbers of a phones tab. */
export function declarePhone(declare: Declare, key: string, label: Label, headers: readonly string[]): Field {
  return declare({ key, tab: 'phones', type: 'phone', label, maxLength: 50, isInPortal: true, headers })
}
