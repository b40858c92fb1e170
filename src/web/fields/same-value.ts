import type { FieldValue } from '../../shared/catalogue/field-types/field-type.ts'

/** Whether two values of a field are the same; no value is the same as an empty one. */
export function isSameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  const [left, right] = [one ?? null, other ?? null]
  if (Array.isArray(left) && Array.isArray(right)) return left.join() === right.join()
  return left === right
}
