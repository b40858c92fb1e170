import type { Field } from '../catalogue/field.ts'

/** Whether the cells of a field name values that it knows: a file's own words for them can be mapped once for all rows. */
export const hasKnownValues = ({ type }: Field): boolean =>
  type === 'choice' ||
  type === 'choices' ||
  type === 'option' ||
  type === 'boolean' ||
  type === 'country' ||
  type === 'reference' ||
  type === 'references'
