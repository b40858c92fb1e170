import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  submitJournal,
  unscheduleJournal,
  withdrawJournal,
  type Journal,
} from '../../../shared/contract/journal.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { notifyProblem } from '../../design/notify.tsx'
import { keepJournal } from '../journal-queries.ts'

/** The steps between preparing and validating: hand over, take or send back, call a schedule off. */
export function useApproval(number: number, onDone: () => void = () => undefined) {
  const client = useQueryClient()
  const handlers = {
    onSuccess: (journal: Journal) => {
      keepJournal(journal, client)
      void client.invalidateQueries({ queryKey: queryKeys.jobs })
      onDone()
    },
    onError: notifyProblem,
  }
  const params = { number }
  const submit = useMutation({ mutationFn: () => call(submitJournal, { params }), ...handlers })
  const withdraw = useMutation({
    mutationFn: (note: string | null) => call(withdrawJournal, { params, body: { note } }),
    ...handlers,
  })
  const unschedule = useMutation({ mutationFn: () => call(unscheduleJournal, { params }), ...handlers })
  return { submit, withdraw, unschedule }
}
