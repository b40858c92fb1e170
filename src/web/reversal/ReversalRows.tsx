import { Select, SegmentedControl } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findField } from '../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../shared/catalogue/field.ts'
import { listReversalRows, type ReversalPreview, type ReversalRow } from '../../shared/contract/reversal.contract.ts'
import { call } from '../api/call.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { LoadMore } from '../design/LoadMore.tsx'
import { FieldChanges } from '../history/FieldChanges.tsx'
import { recordRoute } from '../records/record-paths.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './reversal.module.css'

const actions = ['update', 'create', 'delete'] as const

/** Record by record, what a planned undo or restore would do: now → then, a page at a time. */
export function ReversalRows({ preview }: { preview: ReversalPreview }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [action, setAction] = useState<ReversalRow['action'] | 'all'>('all')
  const [field, setField] = useState<string | null>(null)
  const rows = useInfiniteQuery({
    queryKey: ['reversal-rows', preview.id, action, field],
    queryFn: ({ pageParam, signal }) =>
      call(listReversalRows, {
        params: { id: preview.id },
        query: {
          action: action === 'all' ? undefined : action,
          field: field ?? undefined,
          after: pageParam,
          limit: 50,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const shown = rows.data?.pages.flatMap((page) => page.rows) ?? []
  const references = Object.assign({}, ...(rows.data?.pages.map((page) => page.references) ?? [])) as Record<
    string,
    string
  >

  return (
    <div className={classes['rows']}>
      <div className={classes['rowTools']}>
        <SegmentedControl
          aria-label={t('reversal.rows.action')}
          value={action}
          onChange={(value) => setAction(actions.find((one) => one === value) ?? 'all')}
          data={[
            { value: 'all', label: t('reversal.rows.all') },
            ...actions.map((one) => ({ value: one, label: t(`reversal.rows.${one}`) })),
          ]}
        />
        <Select
          aria-label={t('changeSets.filters.field')}
          placeholder={t('changeSets.filters.anyField')}
          data={Object.keys(preview.fields).map((path) => ({ value: path, label: labelOf(path, language) }))}
          value={field}
          onChange={setField}
          searchable
          clearable
        />
      </div>
      <ProblemBanner problem={rows.error} onRetry={() => void rows.refetch()} />
      {rows.isPending ? <SkeletonLines count={6} /> : null}
      {rows.data && shown.length === 0 ? <EmptyState icon={IconListSearch} title={t('changeSets.noChanges')} /> : null}
      <ul className={classes['rowList']}>
        {shown.map((row) => (
          <RowItem key={`${row.entity}-${row.recordId}`} row={row} references={references} />
        ))}
      </ul>
      <LoadMore of={rows} />
    </div>
  )
}

/** "company.name" as people read it. */
function labelOf(path: string, language: 'fr' | 'en'): string {
  const [owner, key = ''] = path.split('.')
  const entity = entityNames.find((one) => one === owner)
  return (entity && findField(entity, key)?.label[language]) ?? path
}

function RowItem({ row, references }: { row: ReversalRow; references: Record<string, string> }) {
  const { t } = useTranslation()
  const { entity, recordId, label, action, before, after } = row
  const name = label || `${t(`changeSets.entities.${entity}`)} ${recordId}`
  const fields = Object.fromEntries(
    Object.keys(before).map((key) => [key, [before[key] ?? null, after[key] ?? null] as [never, never]]),
  )
  return (
    <li className={classes['row']}>
      <div className={classes['rowHead']}>
        {entity === 'address' || action === 'create' ? (
          name
        ) : (
          <Link to={recordRoute(entity)} params={{ id: String(recordId) }} className={classes['link']}>
            {name}
          </Link>
        )}
        <span className={classes['reason']}>
          {t(`changeSets.entity.${entity}`)} · {t(`reversal.rows.one.${action}`)}
        </span>
      </div>
      <FieldChanges entity={entity} fields={fields} action={action} references={references} />
    </li>
  )
}
