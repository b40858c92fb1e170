import type { ImportRun } from '../../../shared/contract/import.contract.ts'
import { findsAlone, lackedBy } from '../../../shared/import/plannable.ts'
import { unclearColumns } from '../../../shared/import/unclear-notation.ts'

/** What keeps an import from being checked; `column` where one column is at fault. */
export type MappingFault = { kind: 'nothing' | 'name' | 'key' | 'date' | 'number'; column?: number }

/** What is missing from a mapping; the server refuses the same. */
export function mappingFaults({
  entity,
  settings,
  columns,
}: Pick<ImportRun, 'entity' | 'settings' | 'columns'>): MappingFault[] {
  const mapped = settings.columns.filter(({ target }) => target !== null)
  if (mapped.length === 0) return [{ kind: 'nothing' }]
  const targets = new Set(mapped.map(({ target }) => target))
  const hasKey =
    targets.has(`${entity}.rafaleId`) || mapped.some(({ target, isKey }) => isKey && findsAlone(entity, target ?? ''))
  const unclear = unclearColumns(columns, settings.columns).filter(({ kind }) => kind === 'date' || !settings.export)
  return [
    ...(settings.mode !== 'add' && !hasKey ? [{ kind: 'key' as const }] : []),
    ...(settings.mode === 'add' && lackedBy(entity, settings) !== undefined ? [{ kind: 'name' as const }] : []),
    ...unclear.map(({ kind, column }) => ({ kind, column })),
  ]
}
