import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { listJournals, type Journal } from '../../../shared/contract/journal.contract.ts'
import { call } from '../../api/call.ts'
import type { References } from '../../fields/use-value-text.ts'
import { journalKeys } from '../journal-queries.ts'

type Wanted = { q?: string | undefined; state?: Journal['state'] | undefined }

/** The journals as far as they were asked for, newest first, 100 at a time. */
export function useJournals({ q, state }: Wanted) {
  const pages = useInfiniteQuery({
    queryKey: [...journalKeys.list, q, state],
    queryFn: ({ pageParam, signal }) =>
      call(listJournals, { query: { search: q, state, before: pageParam, limit: 100 }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.journals.some((one) => one.state === 'validating')) ? 3000 : false,
  })
  const journals = useMemo(() => pages.data?.pages.flatMap((page) => page.journals) ?? [], [pages.data])
  const references = useMemo(
    () => Object.assign({}, ...(pages.data?.pages.map((page) => page.references) ?? [])) as References,
    [pages.data],
  )
  const { hasNextPage, isFetching, fetchNextPage } = pages
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return { pages, journals, references, loadMore }
}
