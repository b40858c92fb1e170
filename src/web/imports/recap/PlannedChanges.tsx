import { Button, SegmentedControl } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { findField } from '../../../shared/catalogue/catalogue.ts'
import { listPlannedChanges } from '../../../shared/contract/import-row.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { Card } from '../../design/Card.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import type { References } from '../../fields/use-value-text.ts'
import { FieldChanges } from '../../history/FieldChanges.tsx'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useImport } from '../import-context.ts'
import type { RecapSearch } from '../import-search.ts'
import { stepRoute } from '../import-steps.ts'
import { countOf, touchedEntities } from './recap-counts.ts'
import classes from './recap.module.css'

const actions = ['create', 'update', 'delete'] as const
type Change = z.infer<typeof listPlannedChanges.result>['changes'][number]

/** Before → after of what would be written, a page at a time, by entity and act. */
export function PlannedChanges() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ from: '/imports/$id/recap' })
  const { run } = useImport()
  const { recap } = run
  const entities = recap ? touchedEntities(recap) : []
  const entity = search.entity ?? entities[0] ?? run.entity
  const present = actions.filter((one) => recap && countOf(recap, entity, one) > 0)
  const action = search.action && present.includes(search.action) ? search.action : (present[0] ?? 'update')
  const changes = useInfiniteQuery({
    queryKey: [...queryKeys.imports, run.id, 'changes', entity, action],
    queryFn: ({ pageParam, signal }) =>
      call(listPlannedChanges, { params: { id: run.id }, query: { entity, action, after: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: present.length > 0,
  })
  const shown = changes.data?.pages.flatMap((page) => page.changes) ?? []
  const references = Object.assign({}, ...(changes.data?.pages.map((page) => page.references) ?? [])) as References
  const show = (next: RecapSearch) =>
    void navigate({ to: stepRoute.recap, params: { id: String(run.id) }, search: next, replace: true })

  return (
    <Card
      isFlush
      title={t('imports.recap.samples')}
      aside={
        <div className={classes['tabs']}>
          {entities.length > 1 ? (
            <SegmentedControl
              aria-label={t('imports.recap.records')}
              value={entity}
              data={entities.map((one) => ({ value: one, label: t(`imports.recap.entities.${one}`) }))}
              onChange={(value) => show({ action, entity: entities.find((one) => one === value) })}
            />
          ) : null}
          {present.length > 0 ? (
            <SegmentedControl
              aria-label={t('imports.recap.samples')}
              value={action}
              data={present.map((one) => ({
                value: one,
                label: `${t(`imports.recap.actions.${one}`)} ${recap ? formatCount(countOf(recap, entity, one), language) : ''}`,
              }))}
              onChange={(value) => show({ entity, action: actions.find((one) => one === value) })}
            />
          ) : null}
        </div>
      }
    >
      <ProblemBanner problem={changes.error} onRetry={() => void changes.refetch()} />
      {present.length === 0 ? <EmptyState icon={IconListSearch} title={t('imports.recap.noSample')} /> : null}
      {changes.isPending && present.length > 0 ? (
        <div className={classes['change']}>
          <SkeletonLines count={8} />
        </div>
      ) : null}
      {present.length > 0 ? (
        <ul className={classes['changes']}>
          {shown.map((change) => (
            <ChangeItem key={`${change.entity}-${change.recordId}`} change={change} references={references} />
          ))}
        </ul>
      ) : null}
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

function ChangeItem({ change, references }: { change: Change; references: References }) {
  const { t } = useTranslation()
  const { entity, recordId, label, action, fields, row } = change
  // What would be created has no name yet: a pointer at it says nothing.
  const told = Object.fromEntries(
    Object.entries(fields).filter(([key, [, after]]) => {
      const target = findField(entity, key)?.target
      const isPointer = target === 'address' || target === 'contact'
      return !isPointer || (typeof after === 'number' && references[after] !== undefined)
    }),
  )
  return (
    <li className={classes['change']}>
      <div className={classes['changeHead']}>
        <span>{label || `${t(`imports.recap.entities.${entity}`)} ${recordId}`}</span>
        {row === null ? null : <span className={classes['fromRow']}>{t('imports.recap.fromRow', { row })}</span>}
      </div>
      <div className={action === 'update' ? undefined : classes['values']}>
        <FieldChanges entity={entity} fields={told} action={action} references={references} />
      </div>
    </li>
  )
}
