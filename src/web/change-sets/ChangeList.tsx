import { Button, SegmentedControl } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { entityNames } from '../../shared/catalogue/field.ts'
import { listChanges, type ChangeSet } from '../../shared/contract/change-set.contract.ts'
import type { HistoryEntry } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { Card } from '../design/Card.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { FieldChanges } from '../history/FieldChanges.tsx'
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
  const shown = changes.data?.pages.flatMap((page) => page.changes) ?? []
  const references = Object.assign({}, ...(changes.data?.pages.map((page) => page.references) ?? [])) as Record<
    string,
    string
  >
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
      {changes.error ? <ProblemBanner problem={changes.error} onRetry={() => void changes.refetch()} /> : null}
      {changes.isPending ? (
        <div className={classes['change']}>
          <SkeletonLines count={8} />
        </div>
      ) : null}
      {changes.data && shown.length === 0 ? (
        <EmptyState icon={IconListSearch} title={t('changeSets.noChanges')} />
      ) : null}
      <ul className={classes['changes']}>
        {shown.map((change) => (
          <ChangeItem key={`${change.entity}-${change.recordId}`} change={change} references={references} />
        ))}
      </ul>
      {changes.hasNextPage ? (
        <div className={classes['change']}>
          <Button variant="default" loading={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function ChangeItem({ change, references }: { change: HistoryEntry; references: Record<string, string> }) {
  const { t } = useTranslation()
  const { entity, recordId, label, action, fields } = change
  const name = label || `${t(`changeSets.entities.${entity}`)} ${recordId}`
  return (
    <li className={classes['change']}>
      <div className={classes['changeHead']}>
        {entity === 'address' || action === 'delete' ? (
          name
        ) : (
          <Link to={recordRoute(entity)} params={{ id: String(recordId) }}>
            {name}
          </Link>
        )}
        <span className={classes['entity']}>
          {t(`changeSets.entities.${entity}`)} · {t(`changeSets.actions.${action}`)}
        </span>
      </div>
      <FieldChanges entity={entity} fields={fields} action={action} references={references} />
    </li>
  )
}
