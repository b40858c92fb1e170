import { typeOf } from '../../../shared/catalogue/catalogue.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { Condition, Filter } from '../../../shared/contract/record.contract.ts'

/** One chip of the filter bar: conditions joined by OR, mostly a single one. */
export type FilterEntry = readonly Condition[]

/** The chips of a filter. */
export function entriesOf(filter: Filter | undefined): FilterEntry[] {
  return (filter?.all ?? []).map((entry) => ('any' in entry ? entry.any : [entry]))
}

/** The filter of the chips; undefined for none. */
export function filterOf(entries: readonly FilterEntry[]): Filter | undefined {
  const all = entries
    .filter((entry) => entry.length > 0)
    .map((entry) => (entry.length === 1 && entry[0] ? entry[0] : { any: [...entry] }))
  return all.length > 0 ? { all } : undefined
}

/** A condition on a field before it is filled in: its type's first operator. */
export function newCondition(path: string, field: Field): Condition {
  const operator = typeOf(field).operators[0] ?? 'equals'
  return { field: path, operator, ...(field.type === 'boolean' ? { value: true } : {}) }
}

export const needsNoValue = (operator: Condition['operator']) => operator === 'isEmpty' || operator === 'isNotEmpty'
export const takesMany = (operator: Condition['operator']) => operator === 'anyOf' || operator === 'noneOf'

/** Whether a condition says something. */
export function isComplete({ operator, value }: Condition): boolean {
  if (needsNoValue(operator)) return true
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}
