import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  countDuplicates,
  decideDuplicate,
  listDuplicates,
  startDuplicateSearch,
  type DuplicatePair,
} from '../../shared/contract/duplicate.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useAct } from '../api/use-act.ts'
import { notifyDone, notifyProblem } from '../design/notify.tsx'

export type DuplicateQuery = { score: number; ignored?: 'true' }

const keyOf = (entity: ListEntity) => [...queryKeys.recordsOf(entity), 'duplicates']

/** The list page by page, and how many pairs it holds. */
export function useDuplicates(entity: ListEntity, query: DuplicateQuery) {
  const pages = useInfiniteQuery({
    queryKey: [...keyOf(entity), 'pairs', query],
    queryFn: ({ pageParam, signal }) =>
      call(listDuplicates, { params: { entity }, query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const total = useQuery({
    queryKey: [...keyOf(entity), 'count', query],
    queryFn: ({ signal }) => call(countDuplicates, { params: { entity }, query, signal }),
  })
  return { pages, total: total.data?.total }
}

export const useSearchDuplicates = (entity: ListEntity) =>
  useAct(() => call(startDuplicateSearch, { params: { entity } }), { stale: [keyOf(entity), queryKeys.jobs] })

/** Sets a pair aside at once, with an offer to take that back; or puts it back. */
export function useDecision(entity: ListEntity) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const decide = useMutation({
    mutationFn: ({ pair, isDuplicate }: { pair: DuplicatePair; isDuplicate: boolean }) =>
      call(decideDuplicate, { params: { entity }, body: { records: pair.records.map(({ id }) => id), isDuplicate } }),
    onSuccess: (_, { pair, isDuplicate }) => {
      void client.invalidateQueries({ queryKey: keyOf(entity) })
      if (isDuplicate) return
      const action = { label: t('common.undo'), onClick: () => decide.mutate({ pair, isDuplicate: true }) }
      notifyDone({ message: t('duplicates.ignoredNow'), action })
    },
    onError: notifyProblem,
  })
  return decide
}
