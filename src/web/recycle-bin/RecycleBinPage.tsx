import { Button } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listDeleted, restoreDeleted, type DeletedRecord } from '../../shared/contract/recycle-bin.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { BackLink } from '../design/BackLink.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { notifyDone, notifyProblem } from '../design/notify.tsx'
import { PageBody } from '../design/PageBody.tsx'
import { PageHeader } from '../design/PageHeader.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { LoadMore } from '../design/LoadMore.tsx'
import { SearchBox } from '../records/list/SearchBox.tsx'
import { recordRoute } from '../records/record-paths.ts'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './recycle-bin.module.css'

/** Deleted companies and contacts, the last deleted first, each to be brought back on its own. */
export function RecycleBinPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { q } = useSearch({ from: '/recycle-bin' })
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.records, 'recycle-bin', q],
    queryFn: ({ pageParam, signal }) => call(listDeleted, { query: { search: q, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const records = pages.data?.pages.flatMap((page) => page.records) ?? []

  return (
    <>
      <PageHeader back={<BackLink to="/change-sets" label={t('shell.changeSets')} />} title={t('recycleBin.title')}>
        <SearchBox
          value={q ?? ''}
          placeholder={t('recycleBin.search')}
          onSearch={(text) => void navigate({ to: '/recycle-bin', search: { q: text || undefined }, replace: true })}
        />
      </PageHeader>
      <PageBody>
        <ProblemBanner problem={pages.error} onRetry={() => void pages.refetch()} />
        {pages.isPending ? <SkeletonLines count={8} height={20} /> : null}
        {pages.data && records.length === 0 ? (
          <EmptyState icon={IconTrash} title={t(q ? 'recycleBin.nothing' : 'recycleBin.none')}>
            {t('recycleBin.noneText')}
          </EmptyState>
        ) : null}
        {records.length > 0 ? (
          <ul className={classes['list']}>
            {records.map((record) => (
              <DeletedLine key={`${record.entity}-${record.id}`} record={record} />
            ))}
          </ul>
        ) : null}
        <LoadMore of={pages} />
      </PageBody>
    </>
  )
}

function DeletedLine({ record }: { record: DeletedRecord }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { entity, id, label, hint, deletedAt, deletedBy, contacts, addresses, needsCompany } = record
  const restore = useMutation({
    mutationFn: () => call(restoreDeleted, { params: { entity, id } }),
    onSuccess: () => {
      for (const queryKey of [queryKeys.records, queryKeys.changeSets]) void client.invalidateQueries({ queryKey })
      notifyDone({
        message: t('recycleBin.restored', { label }),
        action: {
          label: t('recycleBin.open'),
          onClick: () => void navigate({ to: recordRoute(entity), params: { id: String(id) } }),
        },
      })
    },
    onError: notifyProblem,
  })
  const along = [
    contacts > 0 ? t('recycleBin.contacts', { count: contacts }) : '',
    addresses > 0 ? t('recycleBin.addresses', { count: addresses }) : '',
  ].filter(Boolean)
  return (
    <li className={classes['line']}>
      <div className={classes['main']}>
        <span className={classes['name']}>
          {label} <span className={classes['quiet']}>{hint}</span>
        </span>
        <span className={classes['quiet']}>{[t(`recycleBin.entity.${entity}`), ...along].join(' · ')}</span>
      </div>
      <span className={classes['quiet']}>
        {deletedBy} · {formatMoment(deletedAt, language)}
      </span>
      {needsCompany ? (
        <span className={classes['quiet']}>{t('recycleBin.needsCompany')}</span>
      ) : (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowBackUp size={14} />}
          loading={restore.isPending}
          aria-label={t('recycleBin.restoreOne', { label })}
          onClick={() => restore.mutate()}
        >
          {t('recycleBin.restore')}
        </Button>
      )}
    </li>
  )
}
