import type { ImportRecap } from '../../../shared/contract/import.contract.ts'

/** The kinds of rows a check tells apart, the worst first. */
export const rowKinds = ['red', 'yellow', 'ready', 'skipped'] as const
export type RowKind = (typeof rowKinds)[number]

/** How many rows of each kind there are; they add up to all, for ready ones have nothing to look at. */
export function rowCounts(recap: ImportRecap): Record<RowKind, number> {
  const { refused, toCheck, created, updated, unchanged, skipped } = recap
  return { red: refused, yellow: toCheck, ready: created + updated + unchanged - toCheck, skipped }
}
