import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { setMyContacts } from '../../shared/contract/tree.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { notifyDone, notifyProblem } from '../design/notify.tsx'

/** Puts contacts on one's own list or takes them off it, and says how many. */
export function useMyContacts() {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { contacts: number[]; isMine: boolean }) => call(setMyContacts, { body }),
    onSuccess: ({ changed }, { isMine }) => {
      void client.invalidateQueries({ queryKey: queryKeys.records })
      notifyDone({ message: t(isMine ? 'list.mine.added' : 'list.mine.removed', { count: changed }) })
    },
    onError: notifyProblem,
  })
}
