import type { Severity } from '../../design/SeverityTag.tsx'
import type { CheckedRow } from './use-check-queries.ts'

/** How a row stands: skipped, blocked, to be looked at, or ready. */
export function severityOf({ isSkipped, outcome, problems }: CheckedRow): Severity {
  if (isSkipped || outcome === 'skipped') return 'gray'
  if (outcome === 'refused' || problems.some(({ severity }) => severity === 'red')) return 'red'
  return problems.length > 0 ? 'yellow' : 'green'
}
