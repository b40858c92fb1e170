import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query'
import { countChangeSets, listChangeSets, type ListedChangeSet } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import type { ChangeSetSearch } from './change-set-routes.ts'

/** The days of a search as moments of this place: the last day is meant whole. */
const momentsOf = ({ since, until }: ChangeSetSearch) => ({
  since: since && new Date(`${since}T00:00:00`).toISOString(),
  until: until && new Date(`${until}T23:59:59.999`).toISOString(),
})

/** Change sets as far as they were asked for, newest first; counts that take their time come afterwards. */
export function useChangeSets(search: ChangeSetSearch & { sincePoint?: number }) {
  const { kind, author, field, sincePoint } = search
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.changeSets, 'list', search],
    queryFn: ({ pageParam, signal }) =>
      call(listChangeSets, {
        query: { kind, author, field, sincePoint, ...momentsOf(search), before: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const changeSets = pages.data?.pages.flatMap((page) => page.changeSets) ?? []
  return { pages, changeSets: useCounted(changeSets) }
}

function useCounted(changeSets: readonly ListedChangeSet[]): ListedChangeSet[] {
  const open = changeSets.filter(({ counts }) => counts === null)
  const counted = useQueries({
    queries: open.map(({ id }) => ({
      queryKey: [...queryKeys.changeSets, 'counts', id],
      queryFn: () => call(countChangeSets, { query: { ids: [id] } }),
    })),
    combine: (answers) => new Map(answers.flatMap((answer) => answer.data ?? []).map((one) => [one.id, one])),
  })
  return changeSets.map((one) => ({ ...one, ...counted.get(one.id) }))
}
