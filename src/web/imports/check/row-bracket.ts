import type { CheckedRow } from './use-check-queries.ts'

/** Where a row stands among neighbours that speak of the same record; undefined when it has none. */
export type RowBracket = 'first' | 'middle' | 'last' | undefined

export function bracketOf(rows: readonly CheckedRow[], index: number): RowBracket {
  const group = rows[index]?.group ?? null
  if (group === null) return undefined
  const isAfterOne = rows[index - 1]?.group === group
  const isBeforeOne = rows[index + 1]?.group === group
  if (isAfterOne) return isBeforeOne ? 'middle' : 'last'
  return isBeforeOne ? 'first' : undefined
}
