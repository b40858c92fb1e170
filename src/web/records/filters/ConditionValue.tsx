import { MultiSelect, NumberInput, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { Condition } from '../../../shared/contract/record.contract.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { filterOptions } from '../../fields/inputs/filter-options.ts'
import { useOptions } from '../../fields/inputs/use-options.ts'
import { takesDays, takesMany } from './filter-model.ts'

type Props = { field: Field; condition: Condition; onChange: (value: Condition['value']) => void }

/** The value of a condition: several choices, yes or no, or the field's own input. */
export function ConditionValue({ field, condition, onChange }: Props) {
  const { t } = useTranslation()
  const { value, operator } = condition
  const held = Array.isArray(value) ? value : []
  const options = useOptions(
    field,
    held.filter((one) => typeof one === 'number'),
  )
  const isFound = field.target === 'company' || field.target === 'contact'

  if (takesDays(operator)) {
    return (
      <NumberInput
        aria-label={t('filters.days')}
        suffix={` ${t('filters.daysUnit')}`}
        min={0}
        max={36_500}
        allowDecimal={false}
        allowNegative={false}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        data-autofocus
      />
    )
  }
  if (field.type === 'boolean') {
    return (
      <SegmentedControl
        fullWidth
        value={String(value)}
        onChange={(next) => onChange(next === 'true')}
        data={[
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]}
      />
    )
  }
  if (takesMany(operator) && !isFound) {
    const isById = Boolean(field.list) || Boolean(field.target)
    return (
      <MultiSelect
        aria-label={t('filters.values')}
        data={options}
        value={held.map(String)}
        onChange={(next) => onChange(isById ? next.map(Number) : next)}
        searchable
        hidePickedOptions
        filter={filterOptions}
        limit={300}
        placeholder={held.length === 0 ? t('fields.choose') : undefined}
        nothingFoundMessage={t('fields.nothingFound')}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
    )
  }
  const single = Array.isArray(value) ? (value[0] ?? null) : (value ?? null)
  return (
    <FieldInput
      field={{ ...field, isReadOnly: false }}
      name={`filter.${condition.field}`}
      label=""
      value={single}
      onChange={(next) => onChange(takesMany(operator) && typeof next === 'number' ? [next] : next)}
    />
  )
}
