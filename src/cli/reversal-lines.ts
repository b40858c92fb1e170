import type { ListedChangeSet, Reversal } from '../shared/contract/change-set.contract.ts'
import type { ReversalRow } from '../shared/contract/reversal.contract.ts'
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

/** Values that would go back, by field, the most first. */
export const fieldLines = (fields: Readonly<Record<string, number>>): string[] =>
  table(
    ['field', 'values'],
    Object.entries(fields)
      .toSorted(([, a], [, b]) => b - a)
      .map(([field, count]) => [field, count.toLocaleString('en')]),
  )

/** What was done since, newest first. */
export const changeSetLines = (changeSets: readonly ListedChangeSet[]): string[] =>
  table(
    ['change set', 'at', 'kind', 'what', 'author', 'records'],
    changeSets.map(({ id, at, kind, source, author, counts }) => [id, at, kind, source, author, recordsIn(counts)]),
  )

const recordsIn = (counts: ListedChangeSet['counts']): string =>
  counts === null
    ? '…'
    : Object.values(counts)
        .reduce((sum, { create, update, delete: gone }) => sum + create + update + gone, 0)
        .toLocaleString('en')

/** Records with what they hold now and would hold again. */
export const rowLines = (rows: readonly ReversalRow[]): string[] =>
  table(
    ['record', 'name', 'what', 'now', 'then'],
    rows.map(({ entity, recordId, label, action, before, after }) => [
      `${entity} ${recordId}`,
      label,
      action,
      action === 'update' ? JSON.stringify(before) : '',
      action === 'update' ? JSON.stringify(after) : '',
    ]),
  )
