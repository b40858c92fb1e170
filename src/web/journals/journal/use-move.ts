import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  addTargets,
  pasteTargets,
  removeTargets,
  type TargetRemoval,
  type TargetSource,
} from '../../../shared/contract/journal-targeting.contract.ts'
import { call } from '../../api/call.ts'
import { notifyProblem } from '../../design/notify.tsx'
import type { Selected } from '../../records/list/use-selection.ts'
import { journalKeys, type JournalFile } from '../journal-queries.ts'

type Selection = NonNullable<TargetSource['selection']>
const atOnce = 10_000

/** What is chosen in a list, as the server is told: ids, or the whole of what the list shows but a few. */
export function sourcesOf(selected: Selected, selection: Selection): { ids?: number[]; selection?: Selection }[] {
  if (selected.kind === 'all-matching') {
    const except = [...selected.except]
    return [{ selection: { ...selection, ...(except.length > 0 ? { except } : {}) } }]
  }
  const ids = [...selected.ids]
  const parts = Math.ceil(ids.length / atOnce)
  return Array.from({ length: parts }, (_, at) => ({ ids: ids.slice(at * atOnce, (at + 1) * atOnce) }))
}

/** Puts records in the right list or takes them out, and says how many. */
export function useMove(number: number, announce: (text: string) => void) {
  const { t } = useTranslation()
  const client = useQueryClient()

  const keep = (targets: number) => {
    client.setQueryData<JournalFile>(journalKeys.one(number), (known) => known && { ...known, targets })
    for (const queryKey of [journalKeys.targets(number), journalKeys.among(number), journalKeys.list]) {
      void client.invalidateQueries({ queryKey })
    }
  }
  const sayAdded = (added: number, already: number) => {
    const said = [t('journals.said.added', { count: added })]
    if (already > 0) said.push(t('journals.said.already', { count: already }))
    announce(said.join(', '))
  }

  const add = useMutation({
    mutationFn: async (sources: readonly TargetSource[]) => {
      const sum = { added: 0, alreadyPresent: 0, targets: 0, notFound: [] as string[], notFoundTotal: 0 }
      for (const body of sources) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that counts add up
        const part = await call(addTargets, { params: { number }, body })
        sum.added += part.added
        sum.alreadyPresent += part.alreadyPresent
        sum.targets = part.targets
        sum.notFound.push(...part.notFound)
        sum.notFoundTotal += part.notFoundTotal
      }
      return sum
    },
    onSuccess: ({ added, alreadyPresent, targets }) => {
      keep(targets)
      sayAdded(added, alreadyPresent)
    },
    onError: notifyProblem,
  })
  const remove = useMutation({
    mutationFn: async (sources: readonly TargetRemoval[]) => {
      let removed = 0
      let targets = 0
      for (const body of sources) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that counts add up
        const part = await call(removeTargets, { params: { number }, body })
        removed += part.removed
        targets = part.targets
      }
      return { removed, targets }
    },
    onSuccess: ({ removed, targets }) => {
      keep(targets)
      announce(t('journals.said.removed', { count: removed }))
    },
    onError: notifyProblem,
  })
  const paste = useMutation({
    mutationFn: () => call(pasteTargets, { params: { number } }),
    onSuccess: ({ added, alreadyPresent, targets }) => {
      keep(targets)
      sayAdded(added, alreadyPresent)
    },
    onError: notifyProblem,
  })
  return { add, remove, paste, isBusy: add.isPending || remove.isPending || paste.isPending }
}
export type Move = ReturnType<typeof useMove>
