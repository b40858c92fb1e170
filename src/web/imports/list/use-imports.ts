import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { listImports } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ImportListSearch } from '../import-search.ts'

/** The imports as far as they were asked for, newest first. */
export function useImports(search: ImportListSearch) {
  const { q, state, entity } = search
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.imports, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      call(listImports, { query: { search: q, state, entity, before: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  return { pages, imports: pages.data?.pages.flatMap((page) => page.imports) ?? [] }
}
