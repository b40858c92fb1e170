import type { ImportRecap } from '../../src/shared/contract/import.contract.ts'
import type { BenchFile } from '../data/write-file.ts'
import type { Report } from '../measure/report.ts'

/** The recap says what the file was made to do: row by outcome, record by entity, cell by field. */
export function checkOutcome(report: Report, label: string, { expected }: BenchFile, recap: ImportRecap): void {
  const { read, created, updated, unchanged, refused, skipped } = recap
  report.check(
    `${label}: rows`,
    { read, created, updated, unchanged, refused, skipped },
    {
      read: expected.read,
      created: expected.created,
      updated: expected.updated,
      unchanged: expected.unchanged,
      refused: 0,
      skipped: 0,
    },
  )
  for (const [entity, records] of Object.entries(recap.records)) {
    report.check(`${label}: ${entity} records changed`, records.update, expected.records[entity] ?? 0)
    report.check(`${label}: ${entity} records created`, records.create, expected.created)
  }
  report.check(`${label}: cells changed`, sorted(recap.fields), sorted(expected.fields))
}

const sorted = (fields: Record<string, number>) =>
  Object.entries(fields)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
