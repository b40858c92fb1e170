import { Button } from '@mantine/core'
import { IconBug } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../design/EmptyState.tsx'

/** A page whose code failed; the rest of the application still stands. */
export function BrokenPage({ error }: { error: Error }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconBug}
      title={t('common.broken')}
      action={<Button onClick={() => location.reload()}>{t('common.reload')}</Button>}
    >
      {t('common.brokenText')} <code>{error.message}</code>
    </EmptyState>
  )
}
