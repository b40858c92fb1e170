import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { suggestRecords } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import classes from './inputs.module.css'

/** A company or contact, found by typing part of its name. */
export function RecordInput(props: FieldInputProps) {
  const { t } = useTranslation()
  const entity = props.field.target === 'contact' ? 'contact' : 'company'
  const [text, setText] = useState('')
  const [known, setKnown] = useState<Record<string, string>>({})
  const held = typeof props.value === 'number' ? props.value : undefined
  const heldLabel = held === undefined ? '' : (known[held] ?? props.references?.[held] ?? t('fields.hidden'))
  const [searched] = useDebouncedValue(text === heldLabel ? '' : text.trim(), 180)
  const { data = [] } = useQuery({
    queryKey: [...queryKeys.recordsOf(entity), 'suggestions', searched],
    queryFn: ({ signal }) => call(suggestRecords, { params: { entity }, query: { text: searched }, signal }),
    enabled: searched.length > 0,
    placeholderData: keepPreviousData,
  })
  const found = searched.length > 0 ? data : []
  const options = found.map(({ id, label }) => ({ value: String(id), label }))
  const isListed = options.some((option) => option.value === String(held))

  return (
    <Select
      {...commonProps(props)}
      data={held !== undefined && !isListed ? [...options, { value: String(held), label: heldLabel }] : options}
      value={held === undefined ? null : String(held)}
      onChange={(value) => {
        const chosen = found.find((one) => String(one.id) === value)
        if (chosen) setKnown((labels) => ({ ...labels, [chosen.id]: chosen.label }))
        props.onChange(value === null ? null : Number(value))
      }}
      renderOption={({ option }) => (
        <span className={classes['option']}>
          {option.label}
          <span className={classes['muted']}>{found.find((one) => String(one.id) === option.value)?.hint}</span>
        </span>
      )}
      searchable
      clearable={!props.isRequired}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      placeholder={props.lock ? '' : t('common.search')}
      nothingFoundMessage={text ? t('fields.nothingFound') : t('fields.typeToSearch')}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
