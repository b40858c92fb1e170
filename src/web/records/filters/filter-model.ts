import { filterOperators } from '../../../shared/catalogue/presence-fields.ts'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { Condition, Filter } from '../../../shared/contract/record.contract.ts'

/** Conditions joined by AND. */
export type Conjunction = readonly Condition[]
/** One chip of the filter bar: alternatives joined by OR, mostly a single condition. */
export type FilterEntry = readonly Conjunction[]

/** The chips of a filter. */
export function entriesOf(filter: Filter | undefined): FilterEntry[] {
  return (filter?.all ?? []).map((entry): FilterEntry =>
    'any' in entry ? entry.any.map((one): Conjunction => ('all' in one ? one.all : [one])) : [[entry]],
  )
}

/** The filter of the chips; undefined for none. */
export function filterOf(entries: readonly FilterEntry[]): Filter | undefined {
  const all = entries
    .map((entry) => entry.filter((one) => one.length > 0))
    .filter((entry) => entry.length > 0)
    .flatMap((entry): Filter['all'] => {
      const [only, ...others] = entry
      // Conditions that all hold, alone, need no group.
      if (only && others.length === 0) return [...only]
      return [{ any: entry.map((one) => (one.length === 1 && one[0] ? one[0] : { all: [...one] })) }]
    })
  return all.length > 0 ? { all } : undefined
}

/** A condition on a field before it is filled in: its type's first operator. */
export function newCondition(path: string, field: Field): Condition {
  const operator = filterOperators(field)[0] ?? 'equals'
  return { field: path, operator, ...(field.type === 'boolean' ? { value: true } : {}) }
}

export const needsNoValue = (operator: Condition['operator']) => operator === 'isEmpty' || operator === 'isNotEmpty'
export const takesDays = (operator: Condition['operator']) => operator === 'withinDays' || operator === 'notWithinDays'
export const takesMany = (operator: Condition['operator']) => operator === 'anyOf' || operator === 'noneOf'

/** Whether a condition says something. */
export function isComplete({ operator, value }: Condition): boolean {
  if (needsNoValue(operator)) return true
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}
