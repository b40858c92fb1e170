import type { filters as fr } from '../fr/filters.ts'
import type { TextsOf } from '../texts-of.ts'

export const filters: TextsOf<typeof fr> = {
  add: 'Filter',
  addOr: 'or',
  addAnd: 'and',
  addCondition: 'Add a condition (and)',
  group: 'Group {{number}}',
  addAlternative: 'Add an alternative (or)',
  apply: 'Apply',
  clear: 'Clear',
  chooseField: 'Find a field',
  operator: 'Operator',
  value: 'Value',
  values: 'Values',
  remove: 'Remove the filter {{label}}',
  edit: 'Change the filter {{label}}',
  noField: 'No field matches',
  operators: {
    equals: 'is',
    notEquals: 'is not',
    contains: 'contains',
    startsWith: 'starts with',
    greaterOrEqual: 'at least',
    lessOrEqual: 'at most',
    anyOf: 'any of',
    noneOf: 'none of',
    isEmpty: 'is empty',
    isNotEmpty: 'is filled in',
  },
  dateOperators: {
    equals: 'on',
    greaterOrEqual: 'from',
    lessOrEqual: 'until',
  },
  more_one: '+ {{count}} more',
  more_other: '+ {{count}} more',
}
