import { ActionIcon, Menu } from '@mantine/core'
import { IconCirclesRelation, IconCopyPlus, IconDots, IconListNumbers, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteJournal, duplicateJournal } from '../../../shared/contract/journal.contract.ts'
import { call } from '../../api/call.ts'
import { notifyDone, notifyProblem } from '../../design/notify.tsx'
import { useCan } from '../../session/use-session.ts'
import { journalKeys } from '../journal-queries.ts'
import { CombineDialog } from './CombineDialog.tsx'
import { PasteCodesDialog } from './PasteCodesDialog.tsx'
import type { Board } from './use-board.ts'

/** What is done less often with a journal. */
export function JournalMenu({ board }: { board: Board }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const can = useCan()
  const [isPasting, setPasting] = useState(false)
  const [isCombining, setCombining] = useState(false)
  const { number } = board.journal
  const refresh = () => void client.invalidateQueries({ queryKey: journalKeys.list })
  const duplicate = useMutation({
    mutationFn: () => call(duplicateJournal, { params: { number }, body: { withTargets: true } }),
    onSuccess: (copy) => {
      refresh()
      notifyDone({ message: t('journals.duplicated', { number }) })
      void navigate({ to: '/journals/$number', params: { number: String(copy.number) }, search: {} })
    },
    onError: notifyProblem,
  })
  const drop = useMutation({
    mutationFn: () => call(deleteJournal, { params: { number } }),
    onSuccess: async () => {
      await navigate({ to: '/journals' })
      refresh()
      client.removeQueries({ queryKey: journalKeys.one(number) })
      notifyDone({ message: t('journals.deleted', { number }) })
    },
    onError: notifyProblem,
  })
  if (!can('journal.prepare')) return null

  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t('common.more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {board.isReadOnly ? null : (
            <Menu.Item leftSection={<IconListNumbers size={15} stroke={1.7} />} onClick={() => setPasting(true)}>
              {t('journals.pasteCodes.action')}
            </Menu.Item>
          )}
          {board.isReadOnly ? null : (
            <Menu.Item leftSection={<IconCirclesRelation size={15} stroke={1.7} />} onClick={() => setCombining(true)}>
              {t('journals.combine.open')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopyPlus size={15} stroke={1.7} />} onClick={() => duplicate.mutate()}>
            {t('common.duplicate')}
          </Menu.Item>
          {board.isReadOnly ? null : (
            <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} onClick={() => drop.mutate()}>
              {t('journals.deleteDraft')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isCombining ? <CombineDialog board={board} isOpen onClose={() => setCombining(false)} /> : null}
      <PasteCodesDialog board={board} isOpen={isPasting} onClose={() => setPasting(false)} />
    </>
  )
}
