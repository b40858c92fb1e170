import { Button, Group, Modal } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { isDirty: boolean; isLeaving?: RefObject<boolean> }

/** Asks once before unsaved changes are left behind, by a link or by closing the page. */
export function UnsavedGuard({ isDirty, isLeaving }: Props) {
  const { t } = useTranslation()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && !isLeaving?.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty && !isLeaving?.current,
    withResolver: true,
  })
  return (
    <Modal
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('record.unsaved.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {t('record.unsaved.text')}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" color="red" onClick={() => proceed?.()}>
          {t('record.unsaved.leave')}
        </Button>
        <Button data-autofocus onClick={() => reset?.()}>
          {t('record.unsaved.stay')}
        </Button>
      </Group>
    </Modal>
  )
}
