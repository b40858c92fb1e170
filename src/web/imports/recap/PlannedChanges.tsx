import { IconListSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { findField } from '../../../shared/catalogue/catalogue.ts'
import { listPlannedChanges } from '../../../shared/contract/import-row.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { Card } from '../../design/Card.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import type { References } from '../../fields/use-value-text.ts'
import { ChangePages } from '../../history/ChangePages.tsx'
import { useImport } from '../import-context.ts'
import { ChangeFilters } from './ChangeFilters.tsx'
import { useShownChanges } from './use-shown-changes.ts'

type Change = z.infer<typeof listPlannedChanges.result>['changes'][number]

/** Before → after of what would be written, a page at a time, by entity, act and changed field. */
export function PlannedChanges() {
  const { t } = useTranslation()
  const { run } = useImport()
  const shown = useShownChanges()
  const { entity, action, field } = shown
  const isAny = shown.actions.length > 0
  const changes = useInfiniteQuery({
    queryKey: [...queryKeys.imports, run.id, 'changes', entity, action, field],
    queryFn: ({ pageParam, signal }) =>
      call(listPlannedChanges, { params: { id: run.id }, query: { entity, action, field, after: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: isAny,
  })
  return (
    <Card isFlush title={t('imports.recap.samples')} aside={<ChangeFilters shown={shown} />}>
      {isAny ? (
        <ChangePages query={changes} head={headOf} fieldsOf={toldFields} none={t('imports.recap.noSample')} />
      ) : (
        <EmptyState icon={IconListSearch} title={t('imports.recap.noSample')} />
      )}
    </Card>
  )
}

/** What would be created has no name yet: a pointer at it says nothing. */
const toldFields = ({ entity, fields }: Change, references: References): Change['fields'] =>
  Object.fromEntries(
    Object.entries(fields).filter(([key, [, after]]) => {
      const target = findField(entity, key)?.target
      const isPointer = target === 'address' || target === 'contact'
      return !isPointer || (typeof after === 'number' && references[after] !== undefined)
    }),
  )

const headOf = (change: Change) => <ChangeHead change={change} />

function ChangeHead({ change: { entity, recordId, label, row } }: { change: Change }) {
  const { t } = useTranslation()
  return (
    <>
      <span>{label || `${t(`imports.recap.entities.${entity}`)} ${recordId}`}</span>
      {row === null ? null : <small>{t('imports.recap.fromRow', { row })}</small>}
    </>
  )
}
