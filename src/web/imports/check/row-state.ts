import type { CheckedRow } from './use-check-queries.ts'

/** `pending`: corrected since the check, which alone can tell. */
export type RowState = 'red' | 'yellow' | 'green' | 'gray' | 'pending'

/** How a row stands: skipped, blocked, to be looked at, ready, or not known until it is checked again. */
export function stateOf({ isSkipped, outcome, problems }: CheckedRow): RowState {
  if (isSkipped || outcome === 'skipped') return 'gray'
  if (outcome === 'refused' || problems.some(({ severity }) => severity === 'red')) return 'red'
  if (outcome === null) return 'pending'
  return problems.length > 0 ? 'yellow' : 'green'
}
