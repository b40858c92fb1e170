import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../design/EmptyState.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('common.notFound')}
      action={
        <Button component={Link} to="/companies" variant="default">
          {t('shell.companies')}
        </Button>
      }
    >
      {t('common.notFoundText')}
    </EmptyState>
  )
}
