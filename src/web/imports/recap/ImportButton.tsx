import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportRecap } from '../../../shared/contract/import.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { countOf, importedRecords } from './recap-counts.ts'

type Props = { entity: ListEntity; recap: ImportRecap; isDisabled: boolean; isLoading: boolean; onImport: () => void }

/** Says what it does and to how many: records, or rows when only what hangs on them changes. */
export function ImportButton({ entity, recap, isDisabled, isLoading, onImport }: Props) {
  const { t } = useTranslation()
  const imported = importedRecords(recap, entity)
  const deleted = countOf(recap, entity, 'delete')
  const rows = recap.created + recap.updated
  const label =
    deleted > 0
      ? rows > 0
        ? t(`importOf.${entity}.importAndDelete`, { imported, deleted })
        : t(`importOf.${entity}.delete`, { count: deleted })
      : imported > 0
        ? t(`importOf.${entity}.import`, { count: imported })
        : t('imports.recap.importRows', { count: rows })
  return (
    <Button disabled={isDisabled} loading={isLoading} onClick={onImport}>
      {label}
    </Button>
  )
}
