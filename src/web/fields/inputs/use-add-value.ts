import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ListName } from '../../../shared/catalogue/field.ts'
import { addListValue, type ListValue } from '../../../shared/contract/reference.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { notifyDone, notifyProblem } from '../../design/notify.tsx'

type Added = { list: ListName; label: string; code?: string; country?: string }

/** Adds a value to a list on the spot; it can be chosen as soon as it is there. */
export function useAddValue() {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Added) => call(addListValue, { body }),
    onSuccess: (value, { label }) => {
      client.setQueryData<ListValue[]>(queryKeys.lists, (values = []) => [...values, value])
      notifyDone({ message: t('fields.added', { text: label }) })
    },
    onError: notifyProblem,
  })
}
