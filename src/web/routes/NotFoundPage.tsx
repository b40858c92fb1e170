import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../design/EmptyState.tsx'
import { LinkButton } from '../design/LinkButton.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconMapOff}
      title={t('common.notFound')}
      action={
        <LinkButton to="/companies" variant="default">
          {t('shell.companies')}
        </LinkButton>
      }
    >
      {t('common.notFoundText')}
    </EmptyState>
  )
}
