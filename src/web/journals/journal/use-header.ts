import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { updateJournal, type Journal } from '../../../shared/contract/journal.contract.ts'
import { findJournalField, operationsOf } from '../../../shared/journals/operations.ts'
import { call } from '../../api/call.ts'
import { journalKeys, keepJournal } from '../journal-queries.ts'

export type Header = Pick<Journal, 'tab' | 'field' | 'operation' | 'value' | 'comment'>
const typingMs = 350

/** What a change drops besides: another field or operation has no use for the value. */
function completed({ entity, operation }: Journal, shown: Header, change: Partial<Header>): Partial<Header> {
  if (change.field) {
    const found = findJournalField(entity, change.field)
    const kept = found && operationsOf(found.field).includes(operation) ? shown.operation : 'set'
    return { value: null, operation: kept, ...change, tab: found?.tab ?? shown.tab }
  }
  if (change.tab !== undefined) {
    const found = shown.field ? findJournalField(entity, shown.field) : undefined
    return change.tab === null || found?.tab === change.tab ? change : { field: null, value: null, ...change }
  }
  return change.operation ? { value: null, ...change } : change
}

/** The header of a draft as it is being edited; saved by itself, a moment after the last key. */
export function useHeader(journal: Journal) {
  const client = useQueryClient()
  const [edits, setEdits] = useState<Partial<Header>>({})
  const pending = useRef<Partial<Header>>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { number } = journal

  const save = useMutation({
    mutationFn: (change: Partial<Header>) => call(updateJournal, { params: { number }, body: change }),
    scope: { id: `journal-${number}` },
    onSuccess: (saved) => {
      keepJournal(saved, client)
      if (Object.keys(pending.current).length === 0) setEdits({})
      void client.invalidateQueries({ queryKey: journalKeys.one(number) })
      void client.invalidateQueries({ queryKey: journalKeys.targets(number) })
    },
  })
  const { mutateAsync } = save
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    const change = pending.current
    pending.current = {}
    if (Object.keys(change).length > 0) await mutateAsync(change).catch(() => undefined)
  }, [mutateAsync])
  useEffect(() => () => void flush(), [flush])

  const shown: Header = { ...journal, ...edits }
  const change = (wanted: Partial<Header>, isTyped = false) => {
    const all = completed(journal, shown, wanted)
    setEdits((known) => ({ ...known, ...all }))
    pending.current = { ...pending.current, ...all }
    clearTimeout(timer.current)
    if (isTyped) timer.current = setTimeout(() => void flush(), typingMs)
    else void flush()
  }
  return { shown, change, flush, problem: save.error, isSaving: save.isPending || Object.keys(edits).length > 0 }
}
export type HeaderEditor = ReturnType<typeof useHeader>
