import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { listNotices, readNotices, setNoticeMails } from '../../shared/contract/notice.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { notifyProblem } from '../design/notify.tsx'

/** What one was told, newest first; kept up to date by the stream of events. */
export function useNotices() {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.notices })
  const pages = useInfiniteQuery({
    queryKey: queryKeys.notices,
    queryFn: ({ pageParam, signal }) => call(listNotices, { query: { before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const read = useMutation({
    mutationFn: (ids: number[] | undefined) => call(readNotices, { body: ids ? { ids } : {} }),
    onSuccess: refresh,
    onError: notifyProblem,
  })
  const setMails = useMutation({
    mutationFn: (areMailed: boolean) => call(setNoticeMails, { body: { areMailed } }),
    onSuccess: refresh,
    onError: notifyProblem,
  })
  const first = pages.data?.pages[0]
  return {
    pages,
    notices: pages.data?.pages.flatMap((page) => page.notices) ?? [],
    unread: first?.unread ?? 0,
    areMailed: first?.areMailed ?? true,
    read,
    setMails,
  }
}
