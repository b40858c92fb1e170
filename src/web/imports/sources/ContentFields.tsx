import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listMappings } from '../../../shared/contract/import-mapping.contract.ts'
import { importModes } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useCan } from '../../session/use-session.ts'
import type { FieldsProps } from './SourceForm.tsx'
import classes from './sources.module.css'

/** Which files, and what becomes of their rows: by a saved mapping. */
export function ContentFields({ form }: FieldsProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { entity } = form.values
  const { data: mappings } = useQuery({
    queryKey: [...queryKeys.imports, 'mappings', entity],
    queryFn: ({ signal }) => call(listMappings, { query: { entity }, signal }),
  })
  const isNone = mappings?.length === 0
  const entities = ['company', 'contact'] as const
  return (
    <div className={classes['columns']}>
      <Select
        label={t('sources.field.entity')}
        allowDeselect={false}
        data={entities.map((value) => ({ value, label: t(`importOf.${value}.rows`) }))}
        value={entity}
        onChange={(value) => {
          form.setFieldValue('entity', entities.find((one) => one === value) ?? 'company')
          form.setFieldValue('mapping', null)
        }}
      />
      <TextInput
        label={t('sources.field.pattern')}
        description={t('sources.field.patternHelp')}
        required
        {...form.getInputProps('pattern')}
      />
      <Select
        label={t('sources.field.mapping')}
        required
        searchable
        disabled={isNone}
        error={isNone ? t('sources.field.mappingNone') : undefined}
        data={(mappings ?? []).map(({ id, name, owner, isOwn }) => ({
          value: String(id),
          label: isOwn ? name : `${name} (${owner})`,
        }))}
        {...form.getInputProps('mapping')}
      />
      <Select
        label={t('sources.field.mode')}
        allowDeselect={false}
        data={importModes.map((value) => ({
          value,
          label: t(`sources.mode.${value}`),
          disabled: value === 'update-with-deletion' && !can('import.delete'),
        }))}
        {...form.getInputProps('mode')}
      />
    </div>
  )
}
