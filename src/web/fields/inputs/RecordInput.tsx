import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskedValue } from '../../../shared/catalogue/masked-value.ts'
import { suggestRecords } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { recordQuery } from '../../records/record/use-record.ts'
import { Portrait } from '../Portrait.tsx'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import classes from './inputs.module.css'

/** A company or contact, found by typing part of its name. */
export function RecordInput(props: FieldInputProps) {
  const { t } = useTranslation()
  const entity = props.field.target === 'contact' ? 'contact' : 'company'
  const [text, setText] = useState('')
  const [known, setKnown] = useState<Record<string, string>>({})
  const held = typeof props.value === 'number' || props.value === maskedValue ? props.value : undefined
  const told = typeof held === 'number' ? (known[held] ?? props.references?.[held]) : undefined
  const asked = useQuery({
    ...recordQuery(entity, typeof held === 'number' ? held : 0),
    enabled: typeof held === 'number' && told === undefined,
    select: ({ label }) => label,
    retry: false,
  })
  const heldLabel =
    held === undefined ? '' : held === maskedValue || asked.isError ? t('fields.hidden') : (told ?? asked.data ?? '…')
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
      {...(held === maskedValue && props.lock === undefined ? { description: t('fields.hiddenText') } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={held !== undefined && !isListed ? [...options, { value: String(held), label: heldLabel }] : options}
      value={held === undefined ? null : String(held)}
      onChange={(value) => {
        const chosen = found.find((one) => String(one.id) === value)
        if (chosen) setKnown((labels) => ({ ...labels, [chosen.id]: chosen.label }))
        props.onChange(value === null || value === maskedValue ? value : Number(value))
      }}
      renderOption={({ option }) => (
        <RecordOption
          entity={entity}
          label={option.label}
          found={found.find((one) => String(one.id) === option.value)}
        />
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

type Found = { hint: string; photo: string | null }
type OptionProps = { entity: 'company' | 'contact'; label: string; found: Found | undefined }

function RecordOption({ entity, label, found }: OptionProps) {
  const text = (
    <span className={classes['option']}>
      {label}
      <span className={classes['muted']}>{found?.hint}</span>
    </span>
  )
  if (entity === 'company') return text
  return (
    <span className={classes['person']}>
      <Portrait name={label} photo={found?.photo} size={28} />
      {text}
    </span>
  )
}
