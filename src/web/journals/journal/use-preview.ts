import { useInfiniteQuery, useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  listPreviewRows,
  previewJournal,
  validateJournal,
  type JournalPreviewRow,
} from '../../../shared/contract/journal.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { References } from '../../fields/use-value-text.ts'
import { journalKeys, keepJournal, type JournalFile } from '../journal-queries.ts'
import { hasValue } from '../use-journal-text.ts'

/** Not validated yet, nor about to be. */
export const isOpen = (state: JournalFile['state']) => state === 'draft' || state === 'waiting' || state === 'scheduled'

/** Up to here the preview is made by itself. */
const unasked = 20_000

export type Missing = 'field' | 'value' | 'targets'

/** What a draft still lacks before it can be previewed. */
export function missingOf({ field, operation, value, targets }: JournalFile): Missing | null {
  if (field === null) return 'field'
  if (!hasValue(operation, value)) return 'value'
  return targets === 0 ? 'targets' : null
}

/** A short validation may end before its start is answered: nothing of the preview is asked for meanwhile. */
const validationKey = (number: number) => [...journalKeys.one(number), 'validate']
const useIsValidating = (number: number) => useIsMutating({ mutationKey: validationKey(number) }) > 0

/** What validation would do now, made anew when the header or the targets change. */
export function usePreview(journal: JournalFile) {
  const { number, field, operation, value, targets, state } = journal
  const meaning = JSON.stringify([field, operation, value, targets])
  const [asked, setAsked] = useState('')
  const missing = missingOf(journal)
  const isValidating = useIsValidating(number)
  const isWanted = targets <= unasked || asked === meaning
  const query = useQuery({
    queryKey: [...journalKeys.preview(number), meaning],
    queryFn: ({ signal }) => call(previewJournal, { params: { number }, signal }),
    enabled: isOpen(state) && missing === null && isWanted && !isValidating,
    staleTime: 10_000,
    gcTime: 0,
  })
  return { query, missing, isWanted, ask: () => setAsked(meaning) }
}

/** Old → new of the preview, a page at a time; `madeAt` says of which preview. */
export function usePreviewRows(number: number, outcome: JournalPreviewRow['outcome'], madeAt: number) {
  const isValidating = useIsValidating(number)
  const pages = useInfiniteQuery({
    queryKey: [...journalKeys.preview(number), 'rows', outcome, madeAt],
    enabled: !isValidating,
    queryFn: ({ pageParam, signal }) =>
      call(listPreviewRows, { params: { number }, query: { outcome, after: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    gcTime: 0,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const references = Object.assign({}, ...(pages.data?.pages.map((page) => page.references) ?? [])) as References
  return { pages, rows, references }
}

type Start = { confirm: number; at?: string; ifMoved?: 'stop' | 'go' }

/** Validates the journal now or at a time, the number of records that change being told once more. */
export function useValidate(number: number, onStarted: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: validationKey(number),
    mutationFn: (start: Start) => call(validateJournal, { params: { number }, body: start }),
    onSuccess: (journal) => {
      keepJournal(journal, client)
      void client.invalidateQueries({ queryKey: queryKeys.jobs })
      onStarted()
    },
    onError: () => void client.invalidateQueries({ queryKey: journalKeys.preview(number), exact: false }),
  })
}
