import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { title: ReactNode; isOpen: boolean; onClose: () => void; children: ReactNode; size?: number }

/** A panel that slides in from the right, over the page, and gives the focus back when it closes. */
export function SidePanel({ title, isOpen, onClose, children, size = 420 }: Props) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
    </Drawer>
  )
}
