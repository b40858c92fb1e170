import { MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matchText } from '../../../shared/catalogue/match-form.ts'
import { useCan } from '../../session/use-session.ts'
import classes from './inputs.module.css'
import { addItem, filterOptions } from './filter-options.ts'
import { commonProps, type FieldInputProps } from './input-props.tsx'
import { useAddValue } from './use-add-value.ts'
import { useOptions } from './use-options.ts'

/** Several values of a list (tags), or several billing entities; kept sorted, as the server keeps them. */
export function ManyInput(props: FieldInputProps) {
  const { field } = props
  const { t } = useTranslation()
  const can = useCan()
  const add = useAddValue()
  const [text, setText] = useState('')
  const options = useOptions(field, props.value)
  const ids = Array.isArray(props.value) ? props.value : []
  const isKnown = options.some((option) => matchText(option.label) === matchText(text))
  const mayAdd = field.list !== undefined && can('list.add') && text.trim() !== '' && !isKnown

  const set = (next: readonly number[]) => props.onChange(next.length > 0 ? [...next].sort((a, b) => a - b) : null)
  const choose = (values: string[]) => {
    if (!values.includes(addItem) || !field.list) return set(values.map(Number))
    add.mutate({ list: field.list, label: text.trim() }, { onSuccess: (added) => set([...ids, added.id]) })
    setText('')
  }

  return (
    <MultiSelect
      {...commonProps(props)}
      classNames={props.lock ? { input: classes['locked'] } : {}}
      data={mayAdd ? [...options, { value: addItem, label: t('fields.addValue', { text: text.trim() }) }] : options}
      value={ids.map(String)}
      onChange={choose}
      searchable
      searchValue={text}
      onSearchChange={setText}
      filter={filterOptions}
      hidePickedOptions
      limit={200}
      placeholder={ids.length === 0 && !props.lock ? t('fields.chooseMany') : undefined}
      nothingFoundMessage={t('fields.nothingFound')}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}
