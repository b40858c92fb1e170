import { Select } from '@mantine/core'
import { IconFilterOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { auditActions, listAuditEvents } from '../../../shared/contract/audit.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { DayPicker } from '../../design/DayPicker.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { PageBody } from '../../design/PageBody.tsx'
import { PageHeader } from '../../design/PageHeader.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { SkeletonLines } from '../../design/SkeletonLines.tsx'
import { LoadMore } from '../../design/LoadMore.tsx'
import { useLookups } from '../../fields/use-lookups.ts'
import { formatMoment } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import classes from '../Administration.module.css'
import { detailText } from './detail-text.ts'

/** The audit log, newest first, by event, user and day. */
export function AuditPage() {
  const { t, i18n } = useTranslation()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ from: '/administration/audit' })
  const { users } = useLookups()
  const events = useInfiniteQuery({
    queryKey: [...queryKeys.audit, search],
    queryFn: ({ signal, pageParam }) => call(listAuditEvents, { query: { ...search, before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  })
  const narrow = (change: typeof search) =>
    void navigate({ to: '/administration/audit', search: { ...search, ...change }, replace: true })
  const shown = events.data?.pages.flatMap((page) => page.events) ?? []
  const actions = auditActions.map((value) => ({ value, label: t(`administration.audit.actions.${value}`) }))

  return (
    <>
      <PageHeader title={t('administration.section.audit')}>
        <div className={classes['toolbar']}>
          <Select
            className={classes['grow']}
            label={t('administration.audit.action')}
            placeholder={t('administration.audit.anyAction')}
            data={actions}
            value={search.action ?? null}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            onChange={(value) => narrow({ action: auditActions.find((one) => one === value) })}
          />
          <Select
            className={classes['grow']}
            label={t('administration.audit.user')}
            placeholder={t('administration.audit.anyUser')}
            data={[...users.values()].map(({ id, name }) => ({ value: String(id), label: name }))}
            value={search.user ? String(search.user) : null}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            onChange={(value) => narrow({ user: value ? Number(value) : undefined })}
          />
          <DayPicker
            className={classes['day']}
            label={t('administration.audit.from')}
            value={search.from ?? null}
            onChange={(day) => narrow({ from: day ?? undefined })}
          />
          <DayPicker
            className={classes['day']}
            label={t('administration.audit.to')}
            value={search.to ?? null}
            onChange={(day) => narrow({ to: day ?? undefined })}
          />
        </div>
      </PageHeader>
      <PageBody label={t('administration.section.audit')}>
        <ProblemBanner problem={events.error} onRetry={() => void events.refetch()} />
        {events.isPending ? <SkeletonLines count={10} height={20} /> : null}
        {events.isSuccess && shown.length === 0 ? (
          <EmptyState icon={IconFilterOff} title={t('administration.audit.none')} />
        ) : null}
        {shown.length > 0 ? (
          <ul className={classes['list']}>
            {shown.map((event) => (
              <li key={event.id} className={classes['line']}>
                <span className={classes['main']}>
                  <span className={classes['name']}>{t(`administration.audit.actions.${event.action}`)}</span>
                  <span className={classes['quiet']}>{detailText(event.detail, i18n)}</span>
                </span>
                <span className={classes['fact']}>{event.user ?? t('administration.audit.stranger')}</span>
                <span className={`${classes['fact']} ${classes['quiet']}`}>{formatMoment(event.at, language)}</span>
              </li>
            ))}
          </ul>
        ) : null}
        <LoadMore of={events} />
      </PageBody>
    </>
  )
}
