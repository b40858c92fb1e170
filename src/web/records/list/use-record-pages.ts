import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { countRecords, listRecords, type ListEntity } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { selectionOf, type ListSearch } from '../list-search.ts'

type Wanted = { entity: ListEntity; search: ListSearch; columns: readonly string[] }

/** The rows of a list as far as they were asked for, 100 at a time; the old ones stay while others are read. */
export function useRecordPages({ entity, search, columns }: Wanted) {
  const selection = selectionOf(search)
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.recordsOf(entity), 'list', selection, search.sort, search.dir, columns],
    queryFn: ({ pageParam, signal }) =>
      call(listRecords, {
        params: { entity },
        query: {
          ...selection,
          sort: search.sort,
          direction: search.dir,
          after: pageParam,
          limit: 100,
          columns: columns.join(','),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const references = useMemo(
    () => Object.assign({}, ...(pages.data?.pages.map((page) => page.references) ?? [])) as Record<string, string>,
    [pages.data],
  )
  const { hasNextPage, isFetching, fetchNextPage } = pages
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return { pages, rows, references, loadMore, isUnsorted: pages.data?.pages[0]?.isUnsorted ?? false }
}

/** The exact number of records meant, asked for apart so that rows never wait for it. */
export function useTotal(entity: ListEntity, search: ListSearch): number | undefined {
  const selection = selectionOf(search)
  return useQuery({
    queryKey: [...queryKeys.recordsOf(entity), 'count', selection],
    queryFn: ({ signal }) => call(countRecords, { params: { entity }, query: selection, signal }),
  }).data?.total
}
