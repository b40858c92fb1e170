import { z } from 'zod'
import type { FieldType } from './field-type.ts'
import { presence } from './operators.ts'

export const pictureHash = /^[0-9a-f]{64}$/

/** A picture by the SHA-256 of its bytes, which were brought beforehand. */
export const picture: FieldType = {
  schema: () => z.string().regex(pictureHash),
  parse: (text) => (pictureHash.test(text) ? { value: text } : { refused: 'picture-unknown' }),
  format: (value) => (value === null ? '' : 'Photo'),
  operators: presence,
  isText: false,
  isOrdered: false,
  isKey: false,
}
