import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import { useApproval } from './use-approval.ts'

type Props = { number: number; isOpen: boolean; onClose: () => void }

/** Sends a waiting journal back to those who prepared it, with a word. */
export function SendBackDialog({ number, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const { withdraw } = useApproval(number, onClose)
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('journals.approval.sendBackTitle', { number })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          withdraw.mutate(note.trim() || null)
        }}
      >
        <Stack>
          <ProblemBanner problem={withdraw.error} />
          <Textarea
            label={t('journals.approval.note')}
            autosize
            minRows={3}
            maxLength={2000}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={withdraw.isPending}>
              {t('journals.approval.sendBackAction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
