import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createJournal } from '../../shared/contract/journal.contract.ts'
import { addTargets } from '../../shared/contract/journal-targeting.contract.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import { call } from '../api/call.ts'
import { notifyProblem } from '../design/notify.tsx'
import { selectionOf, type ListSearch } from '../records/list-search.ts'
import type { Selected } from '../records/list/use-selection.ts'
import { useCan } from '../session/use-session.ts'
import { sourcesOf } from './journal/use-move.ts'
import { keepJournal } from './journal-queries.ts'

type Props = { entity: ListEntity; selected: Selected; search: ListSearch }

/** From a list’s selection: a new journal whose targets it is. */
export function UpdateFieldButton({ entity, selected, search }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const can = useCan()
  const create = useMutation({
    mutationFn: async () => {
      const [targets, ...others] = sourcesOf(selected, selectionOf(search))
      const journal = await call(createJournal, { body: { entity, ...(targets ? { targets } : {}) } })
      let count = journal.targets
      for (const body of others) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the count is the last one
        count = (await call(addTargets, { params: { number: journal.number }, body })).targets
      }
      return { ...journal, targets: count }
    },
    onSuccess: (journal) => {
      keepJournal(journal, client)
      void navigate({ to: '/journals/$number', params: { number: String(journal.number) }, search: {} })
    },
    onError: notifyProblem,
  })
  if (!can('journal.prepare')) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconStack2 size={15} stroke={1.7} />}
      loading={create.isPending}
      onClick={() => create.mutate()}
    >
      {t('journals.fromList')}
    </Button>
  )
}
