import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { deleteRecord } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useUndoNow } from '../../change-sets/use-undo-now.ts'
import { notifyDone } from '../../design/notify.tsx'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useCan } from '../../session/use-session.ts'
import { listRoute } from '../record-paths.ts'
import type { RecordFile } from './use-record.ts'

type Props = { record: RecordFile; isOpen: boolean; onClose: () => void }

/** Says what goes with the record, deletes it, and offers to take that back. */
export function DeleteDialog({ record, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const can = useCan()
  const undoNow = useUndoNow()
  const { entity, id, version, label, contacts } = record
  const remove = useMutation({
    mutationFn: () => call(deleteRecord, { params: { entity, id }, query: { version } }),
    onSuccess: async ({ changeSet }) => {
      await navigate({ to: listRoute(entity), ignoreBlocker: true })
      client.removeQueries({ queryKey: queryKeys.record(entity, id) })
      await client.invalidateQueries({ queryKey: queryKeys.records })
      void client.invalidateQueries({ queryKey: queryKeys.changeSets })
      notifyDone({
        message: t(`record.${entity}.deleted`),
        ...(can('changeSet.undo')
          ? { action: { label: t('common.undo'), onClick: () => void undoNow(changeSet) } }
          : {}),
      })
    },
  })
  const text =
    entity === 'contact'
      ? t('record.contact.deleteText')
      : contacts === 0
        ? t('record.company.deleteTextNoContact')
        : t('record.company.deleteText', { count: contacts })

  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t(`record.${entity}.deleteTitle`, { label })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        {text}
        <ProblemBanner problem={remove.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t(`record.${entity}.deleteAction`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
