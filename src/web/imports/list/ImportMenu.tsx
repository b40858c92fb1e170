import { ActionIcon, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconArrowBackUp, IconDots, IconHistory, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteImport, type ImportRun } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { notifyDone, notifyProblem } from '../../design/notify.tsx'
import { UndoDialog } from '../../reversal/UndoDialog.tsx'
import { useCan } from '../../session/use-session.ts'
import { isDraft } from '../import-steps.ts'

type Props = { run: ImportRun; onDeleted?: () => void }

/** What else can be done with an import: drop the draft, look at what it changed, take it back. */
export function ImportMenu({ run, onDeleted }: Props) {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [isUndoing, setUndoing] = useState(false)
  const remove = useMutation({
    mutationFn: () => call(deleteImport, { params: { id: run.id } }),
    onSuccess: () => {
      onDeleted?.()
      void client.invalidateQueries({ queryKey: [...queryKeys.imports, 'list'] })
      notifyDone({ message: t('imports.deleted') })
    },
    onError: notifyProblem,
  })
  const { changeSet } = run
  const canDelete = isDraft(run)
  if (!canDelete && changeSet === null) return null

  const ask = () =>
    modals.openConfirmModal({
      title: t('imports.deleteTitle'),
      children: t('imports.deleteText', { file: run.fileName }),
      labels: { confirm: t('imports.deleteDraft'), cancel: t('common.cancel') },
      confirmProps: { color: 'red.8' },
      onConfirm: () => remove.mutate(),
    })

  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('imports.actions', { file: run.fileName })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {changeSet !== null && can('changeSet.see') ? (
            <Menu.Item
              leftSection={<IconHistory size={15} />}
              onClick={() => void navigate({ to: '/change-sets/$id', params: { id: String(changeSet) } })}
            >
              {t('imports.seeChangeSet')}
            </Menu.Item>
          ) : null}
          {changeSet !== null && can('changeSet.undo') && run.undoneBy === null ? (
            <Menu.Item leftSection={<IconArrowBackUp size={15} />} onClick={() => setUndoing(true)}>
              {t('imports.undo')}
            </Menu.Item>
          ) : null}
          {canDelete ? (
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={ask}>
              {t('imports.deleteDraft')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {changeSet === null ? null : (
        <UndoDialog changeSet={changeSet} isOpen={isUndoing} onClose={() => setUndoing(false)} />
      )}
    </>
  )
}
