import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mergeRecords, previewMerge, type MergeChoices } from '../../shared/contract/merge.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useUndoNow } from '../change-sets/use-undo-now.ts'
import { notifyDone, notifyProblem } from '../design/notify.tsx'
import { recordRoute } from '../records/record-paths.ts'
import { useCan } from '../session/use-session.ts'

/** The records to be merged, what was chosen, and what that would do; `undefined` choices are the server's proposal. */
export function useMerge(entity: ListEntity, ids: readonly number[]) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const can = useCan()
  const undoNow = useUndoNow()
  const [chosen, setChosen] = useState<MergeChoices>()
  const preview = useQuery({
    queryKey: [...queryKeys.recordsOf(entity), 'merge', ids, chosen],
    queryFn: ({ signal }) =>
      call(previewMerge, { body: { entity, ids: [...ids], ...(chosen ? { choices: chosen } : {}) }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    enabled: ids.length > 1,
  })
  const choices = chosen ?? preview.data?.choices
  const merge = useMutation({
    mutationFn: (asked: MergeChoices) =>
      call(mergeRecords, {
        body: {
          entity,
          ...asked,
          records: (preview.data?.records ?? []).map(({ id, version }) => ({ id, version })),
        },
      }),
    onSuccess: async ({ id, changeSet }, { survivor }) => {
      const label = preview.data?.records.find((record) => record.id === survivor)?.label ?? ''
      await navigate({ to: recordRoute(entity), params: { id: String(id) }, replace: true })
      for (const queryKey of [queryKeys.records, queryKeys.changeSets]) void client.invalidateQueries({ queryKey })
      notifyDone({
        message: t('merge.done', { label }),
        ...(can('changeSet.undo')
          ? { action: { label: t('common.undo'), onClick: () => void undoNow(changeSet) } }
          : {}),
      })
    },
    onError: (problem) => {
      notifyProblem(problem)
      void preview.refetch()
    },
  })
  /** Another record stays: the proposal is made anew for it, and what was chosen by hand is kept. */
  const keepRecord = (survivor: number) => {
    if (choices) setChosen({ survivor, keep: {}, defaultAddress: null, defaultContact: null })
  }
  const change = (part: Partial<MergeChoices>) => {
    if (choices) setChosen({ ...choices, ...part })
  }
  return { preview, choices, keepRecord, change, merge }
}

export type Merging = ReturnType<typeof useMerge>
