export const operatorNames = [
  'equals',
  'notEquals',
  'contains',
  'startsWith',
  'greaterOrEqual',
  'lessOrEqual',
  'anyOf',
  'noneOf',
  'isEmpty',
  'isNotEmpty',
  'withinDays',
  'notWithinDays',
] as const
export type OperatorName = (typeof operatorNames)[number]

export const presence = ['isEmpty', 'isNotEmpty'] as const
export const textOperators = ['contains', 'startsWith', 'equals', 'notEquals', ...presence] as const
export const orderedOperators = ['equals', 'greaterOrEqual', 'lessOrEqual', ...presence] as const
/** A number of days back from today; "not within" holds for what never was, too. */
export const daysOperators = ['withinDays', 'notWithinDays'] as const
export const dateOperators = [...orderedOperators, ...daysOperators] as const
export const setOperators = ['anyOf', 'noneOf', ...presence] as const
