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
] as const
export type OperatorName = (typeof operatorNames)[number]

export const presence = ['isEmpty', 'isNotEmpty'] as const
export const textOperators = ['contains', 'startsWith', 'equals', 'notEquals', ...presence] as const
export const orderedOperators = ['equals', 'greaterOrEqual', 'lessOrEqual', ...presence] as const
export const setOperators = ['anyOf', 'noneOf', ...presence] as const
