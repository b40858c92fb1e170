import { entityNames, type EntityName } from '../../../shared/catalogue/field.ts'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'

export const recapActions = ['create', 'update', 'unchanged', 'delete'] as const
export type RecapAction = (typeof recapActions)[number]
export const rowOutcomes = ['created', 'updated', 'unchanged', 'skipped', 'refused'] as const

/** Company first, then what hangs on it. */
const inOrder: readonly EntityName[] = ['company', 'address', 'contact']

/** The entities an import speaks of, in the order they are told. */
export const touchedEntities = ({ records }: ImportRecap): EntityName[] =>
  inOrder.filter((entity) => entityNames.includes(entity) && records[entity])

/** How many records of an entity would be written in a way. */
export const countOf = ({ records }: ImportRecap, entity: EntityName, action: RecapAction): number =>
  records[entity]?.[action] ?? 0

/** Records of the imported entity that would be created or changed. */
export const importedRecords = (recap: ImportRecap, entity: EntityName): number =>
  countOf(recap, entity, 'create') + countOf(recap, entity, 'update')

/** Whether anything at all would be written. */
export const writesAnything = (recap: ImportRecap): boolean =>
  touchedEntities(recap).some((entity) =>
    (['create', 'update', 'delete'] as const).some((action) => countOf(recap, entity, action) > 0),
  )
