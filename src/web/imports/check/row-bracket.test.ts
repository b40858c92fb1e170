import { expect, it } from 'vitest'
import { bracketOf } from './row-bracket.ts'
import type { CheckedRow } from './use-check-queries.ts'

const rows = (groups: (string | null)[]) => groups.map((group) => ({ group }) as CheckedRow)
const brackets = (groups: (string | null)[]) => groups.map((_, index) => bracketOf(rows(groups), index))

it('holds neighbours of one record together, and nobody else', () => {
  expect(brackets(['a', 'a', 'a', 'b', 'c', 'c', null, null, 'a'])).toEqual([
    'first',
    'middle',
    'last',
    undefined,
    'first',
    'last',
    undefined,
    undefined,
    undefined,
  ])
})
