import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { JournalValue } from '../../../shared/contract/journal.contract.ts'
import { shiftUnits, type JournalOperation } from '../../../shared/journals/operations.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import type { References } from '../../fields/use-value-text.ts'
import { NumberText } from './NumberText.tsx'
import classes from './Journal.module.css'

type Props = {
  field: Field
  operation: JournalOperation
  value: JournalValue
  references: References
  problem: string | undefined
  onChange: (value: JournalValue) => void
}

/** What the operation needs: a value of the field, by its type, a text and its replacement, a number, a shift. */
export function OperationValue(props: Props) {
  const { field, operation, value, references, problem, onChange } = props
  const { t } = useTranslation()
  const [refused, setRefused] = useState<string>()
  if (operation === 'clear') {
    return <TextInput label={t('journals.header.value')} value={t('journals.header.noValueNeeded')} disabled />
  }
  if (operation === 'replace-text') return <ReplaceText {...props} />
  if (operation === 'shift-date') return <ShiftDate {...props} />
  if (operation === 'add-amount' || operation === 'add-percentage') {
    return (
      <NumberText
        label={t(operation === 'add-amount' ? 'journals.header.amount' : 'journals.header.percentage')}
        value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
        isWhole={operation === 'add-amount' && field.type === 'integer'}
        onChange={onChange}
        {...(operation === 'add-percentage' ? { suffix: '%' } : {})}
      />
    )
  }
  if (field.type === 'boolean') {
    return (
      <Select
        label={t('journals.header.value')}
        required
        data-field="value"
        placeholder={t('fields.choose')}
        data={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
        value={typeof value === 'boolean' ? String(value) : null}
        onChange={(chosen) => onChange(chosen === null ? null : chosen === 'true')}
      />
    )
  }
  const isPlain = typeof value !== 'object' || value === null || Array.isArray(value)
  return (
    <FieldInput
      field={field}
      name="value"
      label={t('journals.header.value')}
      value={isPlain ? value : null}
      onChange={onChange}
      onRefused={setRefused}
      error={refused ?? problem}
      isRequired
      references={references}
    />
  )
}

function ReplaceText({ value, problem, onChange }: Props) {
  const { t } = useTranslation()
  const isPair = typeof value === 'object' && value !== null && !Array.isArray(value) && 'find' in value
  const given = isPair ? value : { find: '', replace: '' }
  const [texts, setTexts] = useState(given)
  const set = (change: Partial<typeof texts>) => {
    const next = { ...texts, ...change }
    setTexts(next)
    onChange(next.find === '' ? null : next)
  }
  return (
    <div className={classes['pair']}>
      <TextInput
        label={t('journals.header.find')}
        required
        data-field="value"
        error={problem}
        value={texts.find}
        onChange={(event) => set({ find: event.currentTarget.value })}
      />
      <TextInput
        label={t('journals.header.replace')}
        value={texts.replace}
        onChange={(event) => set({ replace: event.currentTarget.value })}
      />
    </div>
  )
}

function ShiftDate({ value, onChange }: Props) {
  const { t } = useTranslation()
  const given = typeof value === 'object' && value !== null && 'unit' in value ? value : null
  const [unit, setUnit] = useState(given?.unit ?? 'day')
  return (
    <div className={classes['pair']}>
      <NumberText
        label={t('journals.header.shift')}
        value={given ? String(given.amount) : ''}
        isWhole
        onChange={(amount) => onChange(amount === null ? null : { amount: Number(amount), unit })}
      />
      <Select
        label={t('journals.header.unit')}
        allowDeselect={false}
        data={shiftUnits.map((one) => ({ value: one, label: t(`journals.units.${one}`) }))}
        value={unit}
        onChange={(chosen) => {
          const next = shiftUnits.find((one) => one === chosen) ?? unit
          setUnit(next)
          if (given) onChange({ ...given, unit: next })
        }}
      />
    </div>
  )
}
