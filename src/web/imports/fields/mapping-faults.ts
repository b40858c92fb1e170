import type { ImportRun } from '../../../shared/contract/import.contract.ts'
import { findsAlone, lackedBy } from '../../../shared/import/plannable.ts'
import { notationOf } from './mapping.ts'

/** What keeps an import from being checked; `column` where one column is at fault. */
export type MappingFault = { kind: 'nothing' | 'name' | 'key' | 'date'; column?: number }

/** What is missing from a mapping; the server refuses the same, dates aside, whose order is asked and never guessed. */
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
  const unsure = mapped.filter(
    ({ column, target, dateOrder }) =>
      notationOf(target) === 'date' && dateOrder === undefined && columns[column]?.isDateOrderUnclear,
  )
  return [
    ...(settings.mode !== 'add' && !hasKey ? [{ kind: 'key' as const }] : []),
    ...(settings.mode === 'add' && lackedBy(entity, settings) !== undefined ? [{ kind: 'name' as const }] : []),
    ...unsure.map(({ column }) => ({ kind: 'date' as const, column })),
  ]
}
