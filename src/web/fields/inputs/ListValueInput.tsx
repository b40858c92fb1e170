import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import { useCan } from '../../session/use-session.ts'
import { addItem, filterOptions } from './filter-options.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import { ProvinceDialog } from './ProvinceDialog.tsx'
import { useAddValue } from './use-add-value.ts'
import { useOptions } from './use-options.ts'

/** A value of a list; one that is missing is added on the spot by those who may (a province with its abbreviation). */
export function ListValueInput(props: FieldInputProps) {
  const { field, country } = props
  const { t } = useTranslation()
  const can = useCan()
  const add = useAddValue()
  const [text, setText] = useState('')
  const [isProvinceOpen, setProvinceOpen] = useState(false)
  const options = useOptions(field, props.value, country)
  const isProvince = field.list === 'province'
  const isKnown = options.some((option) => matchText(option.label) === matchText(text))
  const mayAdd = can('list.add') && (isProvince ? true : text.trim() !== '' && !isKnown)
  const addLabel = isProvince ? t('fields.province.add') : t('fields.addValue', { text: text.trim() })

  const choose = (value: string | null) => {
    if (value !== addItem) return props.onChange(value === null ? null : Number(value))
    if (isProvince) return setProvinceOpen(true)
    if (field.list) {
      add.mutate({ list: field.list, label: text.trim() }, { onSuccess: (added) => props.onChange(added.id) })
    }
  }

  return (
    <>
      <Select
        {...commonProps(props)}
        data={mayAdd ? [...options, { value: addItem, label: addLabel }] : options}
        value={typeof props.value === 'number' ? String(props.value) : null}
        onChange={choose}
        searchable
        clearable={!props.isRequired}
        onSearchChange={setText}
        filter={filterOptions}
        limit={200}
        placeholder={props.lock ? '' : t('fields.choose')}
        nothingFoundMessage={t('fields.nothingFound')}
        comboboxProps={{ shadow: 'md' }}
      />
      {isProvince ? (
        <ProvinceDialog
          country={country}
          isOpen={isProvinceOpen}
          onClose={() => setProvinceOpen(false)}
          onAdded={(id) => props.onChange(id)}
        />
      ) : null}
    </>
  )
}
