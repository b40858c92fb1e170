import { useNavigate, useSearch } from '@tanstack/react-router'
import type { EntityName } from '../../../shared/catalogue/field.ts'
import { useImport } from '../import-context.ts'
import type { RecapSearch } from '../import-search.ts'
import { stepRoute } from '../import-steps.ts'
import { countOf, touchedEntities } from './recap-counts.ts'

const changeActions = ['create', 'update', 'delete'] as const
export type ChangeAction = (typeof changeActions)[number]

export type ShownChanges = {
  entity: EntityName
  action: ChangeAction
  /** Only updates that change this field. */
  field: string | undefined
  entities: readonly EntityName[]
  actions: readonly ChangeAction[]
  show: (next: RecapSearch) => void
}

/** Which of the planned changes the address asks for, as far as there are any, and how to ask for others. */
export function useShownChanges(): ShownChanges {
  const navigate = useNavigate()
  const search = useSearch({ from: '/imports/$id/recap' })
  const { run } = useImport()
  const { recap } = run
  const entities = recap ? touchedEntities(recap) : []
  const entity = search.entity ?? entities[0] ?? run.entity
  const actions = changeActions.filter((one) => recap && countOf(recap, entity, one) > 0)
  const action = search.action && actions.includes(search.action) ? search.action : (actions[0] ?? 'update')
  const isChanged = action === 'update' && (recap?.fields[`${entity}.${search.field}`] ?? 0) > 0
  return {
    entity,
    action,
    field: isChanged ? search.field : undefined,
    entities,
    actions,
    show: (next) => void navigate({ to: stepRoute.recap, params: { id: String(run.id) }, search: next, replace: true }),
  }
}
