import { useTranslation } from 'react-i18next'
import { PageHeader } from '../design/PageHeader.tsx'

/** The imports. */
export function ImportsPage() {
  const { t } = useTranslation()
  return <PageHeader title={t('shell.imports')} />
}
