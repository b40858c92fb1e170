import type { Journal, JournalPreview, JournalResult } from '../shared/contract/journal.contract.ts'
import type { TargetRow } from '../shared/contract/journal-targeting.contract.ts'
import { table } from './print.ts'

const written = (value: unknown): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** What a journal changes, as one line. */
const gist = ({ field, operation, value }: Journal) => `${field ?? '—'} ${operation} ${written(value)}`.trimEnd()

/** Journals for people. */
export const listLines = (journals: readonly Journal[]): string[] =>
  table(
    ['number', 'entity', 'what', 'records', 'state', 'author', 'comment'],
    journals.map((one) => [one.number, one.entity, gist(one), one.targets, one.state, one.author, one.comment]),
  )

/** The header of a journal for people. */
export const headerLines = (journal: Journal): string[] => [
  `Journal ${journal.number} (${journal.state}), ${journal.entity}: ${gist(journal)}`,
  `${journal.targets.toLocaleString('en')} records, by ${journal.author}${journal.comment ? `: ${journal.comment}` : ''}`,
  ...(journal.changeSet === null
    ? []
    : [`Validated by ${journal.validator} at ${journal.validatedAt}, change set ${journal.changeSet}.`]),
  ...(journal.error ? [`The last validation failed: ${journal.error.message}`] : []),
]

/** Records of a journal, old and new. */
export const targetLines = (rows: readonly TargetRow[]): string[] =>
  rows.length === 0
    ? []
    : [
        '',
        ...table(
          ['record', 'code', 'old', 'new'],
          rows.map((row) => [row.label, row.hint, written(row.before), row.isUnchanged ? '=' : written(row.after)]),
        ),
      ]

/** What a validation did, for people. */
export const resultLines = ({ targets, changed, refused, reasons, changeSet, undoneBy }: JournalResult): string[] => [
  `${changed.toLocaleString('en')} of ${targets.toLocaleString('en')} records changed by change set ${changeSet}, ${refused.toLocaleString('en')} refused.`,
  ...reasons.map(({ message, records }) => `${records.toLocaleString('en')}: ${message}`),
  ...(undoneBy === null ? [] : [`Undone by change set ${undoneBy}.`]),
]

/** What validation would do, for people. */
export const previewLines = ({ targets, change, unchanged, refused, reasons, sample }: JournalPreview): string[] => [
  ...table(
    ['records', ''],
    Object.entries({ targets, change, unchanged, refused }).map(([name, count]) => [name, count.toLocaleString('en')]),
  ),
  ...reasons.map(({ message, records }) => `${records.toLocaleString('en')}: ${message}`),
  ...(sample.length > 0
    ? [
        '',
        ...table(
          ['record', 'code', 'old', 'new'],
          sample.map((row) => [row.label, row.hint, written(row.before), written(row.after)]),
        ),
      ]
    : []),
]
