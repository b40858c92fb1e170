import type { Reversal } from '../shared/contract/change-set.contract.ts'
import { counted } from './options.ts'
import { table } from './print.ts'

/** What an undo or a restore would do, for people. */
export function reversalLines({ revert, recreate, remove, conflicts, sample }: Reversal): string[] {
  return [
    `${counted(revert, 'record')} would go back to their old values, ${recreate.toLocaleString('en')} come back, ${remove.toLocaleString('en')} go.`,
    ...(conflicts > 0 ? [`${counted(conflicts, 'conflict')}: changed since, left alone.`] : []),
    ...(sample.length > 0
      ? table(
          ['record', 'what', 'reason', 'field'],
          sample.map(({ entity, recordId, label, reason, field }) => [`${entity} ${recordId}`, label, reason, field]),
        )
      : []),
  ]
}
