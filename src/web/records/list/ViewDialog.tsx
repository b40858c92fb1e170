import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemBanner } from '../../design/ProblemBanner.tsx'
import type { ViewHead } from './use-views.ts'

type Props = {
  title: string
  initial: ViewHead
  problem: Error | null
  isSaving: boolean
  onClose: () => void
  onSave: (head: ViewHead) => void
}

/** The name of a view and whether it is shared. */
export function ViewDialog({ title, initial, problem, isSaving, onClose, onSave }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(initial.name)
  const [isShared, setShared] = useState(initial.isShared)
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') onSave({ name: name.trim(), isShared })
        }}
      >
        <Stack>
          <ProblemBanner problem={problem} />
          <TextInput
            label={t('list.views.name')}
            required
            maxLength={80}
            value={name}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox
            label={t('list.views.share')}
            description={t('list.views.shareText')}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={isSaving} disabled={name.trim() === ''}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
