import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { createRestorePoint } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { notifyDone } from '../design/notify.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'

/** Names this moment. */
export function CreatePointDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({ initialValues: { name: '' } })
  const create = useMutation({
    mutationFn: (body: { name: string }) => call(createRestorePoint, { body }),
    onSuccess: async ({ name }) => {
      await client.invalidateQueries({ queryKey: queryKeys.restorePoints })
      notifyDone({ message: t('restorePoints.created', { name }) })
      form.reset()
      onClose()
    },
  })
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('restorePoints.createTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit((body) => create.mutate(body))}>
        <Stack>
          <ProblemBanner problem={create.error} />
          <TextInput
            label={t('restorePoints.name')}
            placeholder={t('restorePoints.namePlaceholder')}
            required
            maxLength={200}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={form.values.name.trim() === ''}>
              {t('restorePoints.createAction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
