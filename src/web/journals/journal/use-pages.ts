import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { References } from '../../fields/use-value-text.ts'

type Page<Row> = { rows: Row[]; references: References; next: string | null }
type Wanted<Row> = {
  queryKey: QueryKey
  read: (after: string | undefined, signal: AbortSignal) => Promise<Page<Row>>
  isEnabled?: boolean
}

/** Rows read a page at a time; the old ones stay while others are read. */
export function usePages<Row>({ queryKey, read, isEnabled = true }: Wanted<Row>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => (isEnabled ? (pages?.flatMap((page) => page.rows) ?? []) : []), [pages, isEnabled])
  const references = useMemo(
    () => Object.assign({}, ...(pages?.map((page) => page.references) ?? [])) as References,
    [pages],
  )
  const { hasNextPage, isFetching, fetchNextPage, error, refetch, isPlaceholderData } = query
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return {
    rows,
    references,
    loadMore,
    hasMore: hasNextPage,
    isPending: isEnabled && query.isPending,
    isStale: isPlaceholderData,
    error,
    retry: () => void refetch(),
  }
}
export type Pages<Row> = ReturnType<typeof usePages<Row>>
