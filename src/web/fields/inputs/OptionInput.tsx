import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { filterOptions } from './filter-options.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import { useOptions } from './use-options.ts'

/** One of a few fixed codes, or a country: searched by typing, cleared by the cross. */
export function OptionInput(props: FieldInputProps) {
  const { t } = useTranslation()
  const options = useOptions(props.field, props.value)
  return (
    <Select
      {...commonProps(props)}
      data={options}
      value={typeof props.value === 'string' || typeof props.value === 'number' ? String(props.value) : null}
      onChange={(code) => props.onChange(code)}
      searchable={options.length > 6}
      clearable={!props.isRequired && props.field.default === undefined}
      filter={filterOptions}
      limit={300}
      placeholder={props.lock ? '' : (props.placeholder ?? t('fields.choose'))}
      nothingFoundMessage={t('fields.nothingFound')}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
