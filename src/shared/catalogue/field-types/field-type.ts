import type { z } from 'zod'
import type { ErrorCode } from '../../errors/error-table.ts'
import type { Language } from '../../errors/rafale-error.ts'
import type { Field } from '../field.ts'
import type { OperatorName } from './operators.ts'

export type FieldValue = string | number | boolean | number[] | null

export type ParseContext = { field: Field; dateOrder?: DateOrder; decimal?: ',' | '.' }
export type DateOrder = 'dmy' | 'mdy' | 'ymd'
export type FormatContext = { field: Field; language: Language }

/** The value a text stands for, or why it stands for none; a `doubt` is kept but asks to be looked at. */
export type Parsed = { value: FieldValue; doubt?: ErrorCode } | { refused: ErrorCode }

/** Everything that varies between types of field. Their SQL and their web input live in tables keyed by the same names. */
export type FieldType = {
  /** What the API takes and gives for the field, null aside. */
  schema: (field: Field) => z.ZodType
  /** A trimmed, non-empty text of a form or file read as a value. References and list values are read in SQL, by label. */
  parse: (text: string, context: ParseContext) => Parsed
  /** The value as people of that language write it; '' for none. */
  format: (value: FieldValue, context: FormatContext) => string
  operators: readonly OperatorName[]
  /** Whether its value is a text that a person types, read by `parse` at every door. */
  isText: boolean
  /** Whether a larger value means something: "overwrite if greater", ranges. */
  isOrdered: boolean
  /** Whether it can serve as a match key. */
  isKey: boolean
}
