import { Button, SegmentedControl, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { changeSetKinds, listChangeSets, type ChangeSet } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { ChangeSetLine } from './ChangeSetLine.tsx'
import classes from './change-sets.module.css'

/** Kinds worth a filter of their own now; the others show under "all". */
const filtered = ['edit', 'import', 'undo', 'restore'] as const

/** Every act that changed records, newest first. */
export function ChangeSetListPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { kind } = useSearch({ from: '/change-sets' })
  const isNarrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false })
  const sets = useInfiniteQuery({
    queryKey: [...queryKeys.changeSets, 'list', kind],
    queryFn: ({ pageParam, signal }) => call(listChangeSets, { query: { kind, before: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const shown: ChangeSet[] = sets.data?.pages.flatMap((page) => page.changeSets) ?? []
  const choices = [
    { value: 'all', label: t('changeSets.allKinds') },
    ...filtered.map((one) => ({ value: one, label: t(`changeSets.kind.${one}`) })),
  ]
  const choose = (value: string | null) =>
    void navigate({ to: '/change-sets', search: { kind: changeSetKinds.find((one) => one === value) }, replace: true })

  return (
    <>
      <PageHeader
        title={t('changeSets.title')}
        actions={
          isNarrow ? (
            <Select
              aria-label={t('changeSets.columns.kind')}
              data={choices}
              value={kind ?? 'all'}
              onChange={choose}
              allowDeselect={false}
              w={160}
            />
          ) : (
            <SegmentedControl
              aria-label={t('changeSets.columns.kind')}
              data={choices}
              value={kind ?? 'all'}
              onChange={choose}
            />
          )
        }
      />
      <PageBody>
        <ProblemBanner problem={sets.error} onRetry={() => void sets.refetch()} />
        {sets.isPending ? <SkeletonLines count={8} height={20} /> : null}
        {sets.data && shown.length === 0 ? (
          <EmptyState icon={IconHistory} title={t(kind ? 'changeSets.noneOfKind' : 'changeSets.none')}>
            {t('changeSets.noneText')}
          </EmptyState>
        ) : null}
        {shown.length > 0 ? (
          <ul className={classes['list']}>
            {shown.map((changeSet) => (
              <ChangeSetLine key={changeSet.id} changeSet={changeSet} />
            ))}
          </ul>
        ) : null}
        {sets.hasNextPage ? (
          <Button
            variant="default"
            loading={sets.isFetchingNextPage}
            onClick={() => void sets.fetchNextPage()}
            className={classes['more']}
          >
            {t('common.loadMore')}
          </Button>
        ) : null}
      </PageBody>
    </>
  )
}
