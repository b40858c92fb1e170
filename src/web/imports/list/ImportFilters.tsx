import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listedImportStates } from '../../../shared/contract/import.contract.ts'
import { listEntity } from '../../../shared/contract/record.contract.ts'
import { SearchBox } from '../../records/list/SearchBox.tsx'
import type { ImportListSearch } from '../import-search.ts'
import classes from './ImportList.module.css'

type Props = { search: ImportListSearch; onChange: (change: Partial<ImportListSearch>) => void }

/** Which imports: by words of the file's name, note or author, by state, by what their rows are. */
export function ImportFilters({ search, onChange }: Props) {
  const { t } = useTranslation()
  const { q, state, entity } = search
  const stateName = (one: (typeof listedImportStates)[number]) =>
    one === 'undone' ? t('imports.undone') : t(`imports.state.${one}`)

  return (
    <search className={classes['filters']} aria-label={t('imports.filters.label')}>
      <SearchBox
        value={q ?? ''}
        placeholder={t('imports.filters.search')}
        onSearch={(text) => onChange({ q: text || undefined })}
      />
      <Select
        aria-label={t('imports.filters.state')}
        placeholder={t('imports.filters.allStates')}
        data={listedImportStates.map((one) => ({ value: one, label: stateName(one) }))}
        value={state ?? null}
        onChange={(value) => onChange({ state: listedImportStates.find((one) => one === value) })}
        clearable
      />
      <Select
        aria-label={t('imports.filters.entity')}
        placeholder={t('imports.filters.allEntities')}
        data={listEntity.options.map((one) => ({ value: one, label: t(`changeSets.entities.${one}`) }))}
        value={entity ?? null}
        onChange={(value) => onChange({ entity: listEntity.options.find((one) => one === value) })}
        clearable
      />
      {q || state || entity ? (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onChange({ q: undefined, state: undefined, entity: undefined })}
        >
          {t('filters.clear')}
        </Button>
      ) : null}
    </search>
  )
}
