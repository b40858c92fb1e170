import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  getHistory,
  type HistoryEntry,
  type HistoryEvent,
  type ListEntity,
} from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import { useCan } from '../session/use-session.ts'
import { formatDayInFull } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { CommentBox } from './CommentBox.tsx'
import { HistoryEventItem } from './HistoryEventItem.tsx'
import { HistoryFilters, type HistoryFilter } from './HistoryFilters.tsx'
import { HistoryItem } from './HistoryItem.tsx'
import classes from './history.module.css'

type Line = { at: string; place: readonly [number, number] } & ({ entry: HistoryEntry } | { event: HistoryEvent })

/** Changes and events in one order, newest first: an event stands above the change set it followed. */
function inOrder(entries: readonly HistoryEntry[], events: readonly HistoryEvent[]): Line[] {
  const lines: Line[] = [
    ...entries.map((entry) => ({ at: entry.at, place: [entry.changeSet, 0] as const, entry })),
    ...events.map((event) => ({ at: event.at, place: [event.changeSet, event.id] as const, event })),
  ]
  return lines.sort((a, b) => b.place[0] - a.place[0] || b.place[1] - a.place[1])
}

/** Lines under the day they happened on, in the order given. */
function byDay(lines: readonly Line[]): { day: string; lines: Line[] }[] {
  const days: { day: string; lines: Line[] }[] = []
  for (const line of lines) {
    const day = new Date(line.at).toDateString()
    const last = days.at(-1)
    if (last?.day === day) last.lines.push(line)
    else days.push({ day, lines: [line] })
  }
  return days
}

/** All that happened to a record and what hangs on it, newest first, by day; filtered, and with room for a comment. */
export function HistoryList({ entity, id }: { entity: ListEntity; id: number }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const can = useCan()
  const [filter, setFilter] = useState<HistoryFilter>({})
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const history = useInfiniteQuery({
    queryKey: [...queryKeys.history(entity, id), filter],
    queryFn: ({ pageParam, signal }) =>
      call(getHistory, { params: { entity, id }, query: { ...filter, before: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const pages = history.data?.pages ?? []
  const references = Object.assign({}, ...pages.map((page) => page.references)) as Record<string, string>
  const lines = inOrder(
    pages.flatMap((page) => page.entries),
    pages.flatMap((page) => page.events),
  )
  return (
    <div className={classes['days']}>
      {can(`${entity}.edit`) ? <CommentBox entity={entity} id={id} /> : null}
      <HistoryFilters entity={entity} filter={filter} onChange={setFilter} />
      {history.error ? <ProblemBanner problem={history.error} onRetry={() => void history.refetch()} /> : null}
      {history.isPending ? <SkeletonLines count={8} /> : null}
      {history.isSuccess && lines.length === 0 ? (
        <EmptyState
          icon={IconHistory}
          title={t(isFiltered ? 'history.filter.none' : 'history.none')}
          action={
            isFiltered ? (
              <Button variant="default" onClick={() => setFilter({})}>
                {t('history.filter.clear')}
              </Button>
            ) : null
          }
        >
          {t(isFiltered ? 'history.filter.noneText' : 'history.noneText')}
        </EmptyState>
      ) : null}
      {byDay(lines).map(({ day, lines: ofDay }) => (
        <section key={day}>
          <h3 className={classes['day']}>{formatDayInFull(ofDay[0]?.at ?? day, language)}</h3>
          <ol className={classes['entries']}>
            {ofDay.map((line) =>
              'event' in line ? (
                <HistoryEventItem key={`event-${line.event.id}`} event={line.event} owner={entity} />
              ) : (
                <HistoryItem
                  key={`${line.entry.changeSet}-${line.entry.entity}-${line.entry.recordId}-${line.entry.action}`}
                  entry={line.entry}
                  owner={entity}
                  references={references}
                />
              ),
            )}
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
