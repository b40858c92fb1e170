import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import { countOf, importedCompanies } from './recap-counts.ts'

type Props = { recap: ImportRecap; isDisabled: boolean; isLoading: boolean; onImport: () => void }

/** Says what it does and to how many: companies, or rows when only their addresses or contacts change. */
export function ImportButton({ recap, isDisabled, isLoading, onImport }: Props) {
  const { t } = useTranslation()
  const imported = importedCompanies(recap)
  const deleted = countOf(recap, 'company', 'delete')
  const rows = recap.created + recap.updated
  const label =
    deleted > 0
      ? rows > 0
        ? t('imports.recap.importAndDelete', { imported, deleted })
        : t('imports.recap.onlyDelete', { count: deleted })
      : imported > 0
        ? t('imports.recap.import', { count: imported })
        : t('imports.recap.importRows', { count: rows })
  return (
    <Button disabled={isDisabled} loading={isLoading} onClick={onImport}>
      {label}
    </Button>
  )
}
