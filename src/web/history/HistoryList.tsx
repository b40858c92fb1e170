import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getHistory, type HistoryEntry, type ListEntity } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { formatDayInFull } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { HistoryItem } from './HistoryItem.tsx'
import classes from './history.module.css'

/** Entries under the day they happened on, in the order given. */
function byDay(entries: readonly HistoryEntry[]): { day: string; entries: HistoryEntry[] }[] {
  const days: { day: string; entries: HistoryEntry[] }[] = []
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString()
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** All that changed on a record and what hangs on it, newest first, by day. */
export function HistoryList({ entity, id }: { entity: ListEntity; id: number }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const history = useInfiniteQuery({
    queryKey: queryKeys.history(entity, id),
    queryFn: ({ pageParam, signal }) =>
      call(getHistory, { params: { entity, id }, query: { before: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  if (history.error) return <ProblemBanner problem={history.error} onRetry={() => void history.refetch()} />
  if (!history.data) return <SkeletonLines count={8} />
  const entries = history.data.pages.flatMap((page) => page.entries)
  const references = Object.assign({}, ...history.data.pages.map((page) => page.references)) as Record<string, string>
  if (entries.length === 0) {
    return (
      <EmptyState icon={IconHistory} title={t('history.none')}>
        {t('history.noneText')}
      </EmptyState>
    )
  }
  return (
    <div className={classes['days']}>
      {byDay(entries).map(({ day, entries: ofDay }) => (
        <section key={day}>
          <h3 className={classes['day']}>{formatDayInFull(ofDay[0]?.at ?? day, language)}</h3>
          <ol className={classes['entries']}>
            {ofDay.map((entry) => (
              <HistoryItem
                key={`${entry.changeSet}-${entry.entity}-${entry.recordId}-${entry.action}`}
                entry={entry}
                owner={entity}
                references={references}
              />
            ))}
          </ol>
        </section>
      ))}
      {history.hasNextPage ? (
        <Button
          variant="default"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
          className={classes['more']}
        >
          {t('history.loadMore')}
        </Button>
      ) : null}
    </div>
  )
}
