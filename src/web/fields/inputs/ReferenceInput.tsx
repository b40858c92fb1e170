import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { filterOptions } from './filter-options.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import { RecordInput } from './RecordInput.tsx'
import { useOptions } from './use-options.ts'

/** A user picked from the list of users, or a company or contact found by typing. */
export function ReferenceInput(props: FieldInputProps) {
  const { t } = useTranslation()
  const options = useOptions(props.field, props.value)
  if (props.field.target !== 'user' && props.field.target !== 'billingEntity') return <RecordInput {...props} />
  return (
    <Select
      {...commonProps(props)}
      data={options}
      value={typeof props.value === 'number' ? String(props.value) : null}
      onChange={(id) => props.onChange(id === null ? null : Number(id))}
      searchable
      clearable={!props.isRequired}
      filter={filterOptions}
      limit={200}
      placeholder={props.lock ? '' : t('fields.choose')}
      nothingFoundMessage={t('fields.nothingFound')}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
