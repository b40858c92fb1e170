import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { entityNames } from '../../shared/catalogue/field.ts'
import { listChanges, type ChangeSet } from '../../shared/contract/change-set.contract.ts'
import type { HistoryEntry } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { Card } from '../design/Card.tsx'
import { ChangePages } from '../history/ChangePages.tsx'
import { recordRoute } from '../records/record-paths.ts'
import classes from './change-sets.module.css'

const actions = ['create', 'update', 'delete'] as const

/** What a change set did, record by record, before → after; by entity and by act, a page at a time. */
export function ChangeList({ id, counts }: { id: number; counts: ChangeSet['counts'] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { entity, action } = useSearch({ from: '/change-sets/$id' })
  const changes = useInfiniteQuery({
    queryKey: [...queryKeys.changeSets, id, 'changes', entity, action],
    queryFn: ({ pageParam, signal }) =>
      call(listChanges, { params: { id }, query: { entity, action, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const touched = entityNames.filter((one) => counts[one])
  const done = actions.filter((one) => touched.some((name) => (counts[name]?.[one] ?? 0) > 0))
  const show = (search: { entity?: typeof entity; action?: typeof action }) =>
    void navigate({ to: '/change-sets/$id', params: { id: String(id) }, search, replace: true })

  return (
    <Card
      isFlush
      title={t('changeSets.changes')}
      aside={
        <div className={classes['toolbar']}>
          {touched.length > 1 ? (
            <SegmentedControl
              value={entity ?? 'all'}
              onChange={(value) => show({ action, entity: entityNames.find((one) => one === value) })}
              data={[
                { value: 'all', label: t('changeSets.allKinds') },
                ...touched.map((one) => ({ value: one, label: t(`changeSets.entities.${one}`) })),
              ]}
            />
          ) : null}
          {done.length > 1 ? (
            <SegmentedControl
              value={action ?? 'all'}
              onChange={(value) => show({ entity, action: actions.find((one) => one === value) })}
              data={[
                { value: 'all', label: t('changeSets.filterActions.all') },
                ...done.map((one) => ({ value: one, label: t(`changeSets.filterActions.${one}`) })),
              ]}
            />
          ) : null}
        </div>
      }
    >
      <ChangePages query={changes} head={headOf} none={t('changeSets.noChanges')} />
    </Card>
  )
}

const headOf = (change: HistoryEntry) => <ChangeHead change={change} />

function ChangeHead({ change: { entity, recordId, label, action } }: { change: HistoryEntry }) {
  const { t } = useTranslation()
  const name = label || `${t(`changeSets.entities.${entity}`)} ${recordId}`
  return (
    <>
      {entity === 'address' || action === 'delete' ? (
        name
      ) : (
        <Link to={recordRoute(entity)} params={{ id: String(recordId) }}>
          {name}
        </Link>
      )}
      <small>
        {t(`changeSets.entities.${entity}`)} · {t(`changeSets.actions.${action}`)}
      </small>
    </>
  )
}
