import { ActionIcon, Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typeOf } from '../../../shared/catalogue/catalogue.ts'
import type { Condition, ListEntity } from '../../../shared/contract/record.contract.ts'
import { findPath, type FieldPath } from '../../fields/field-paths.ts'
import { usePathLabel } from '../../fields/use-path-label.ts'
import { ConditionValue } from './ConditionValue.tsx'
import { FieldMenu } from './FieldMenu.tsx'
import { isComplete, needsNoValue, newCondition, takesMany, type FilterEntry } from './filter-model.ts'
import { useOperatorText } from './use-entry-text.ts'
import classes from './filters.module.css'

type Props = { entity: ListEntity; entry: FilterEntry; onApply: (entry: FilterEntry) => void }

/** Field, operator, value; and alternatives joined by "or". */
export function FilterEditor({ entity, entry, onApply }: Props) {
  const { t } = useTranslation()
  const [conditions, setConditions] = useState<readonly Condition[]>(entry)
  const [isChoosing, setChoosing] = useState(entry.length === 0)
  const areComplete = conditions.length > 0 && conditions.every(isComplete)

  if (isChoosing) {
    return (
      <FieldMenu
        entity={entity}
        onChoose={({ path, field }) => {
          setConditions([...conditions, newCondition(path, field)])
          setChoosing(false)
        }}
      />
    )
  }
  return (
    <form
      className={classes['conditions']}
      onSubmit={(event) => {
        event.preventDefault()
        if (areComplete) onApply(conditions)
      }}
    >
      {conditions.map((condition, place) => {
        const known = findPath(entity, condition.field)
        return known ? (
          <ConditionLine
            // oxlint-disable-next-line react/no-array-index-key -- conditions have no identity but their place
            key={place}
            entity={entity}
            known={known}
            condition={condition}
            isAlternative={place > 0}
            onChange={(next) => setConditions(conditions.map((one, at) => (at === place ? next : one)))}
            onRemove={() => {
              const next = conditions.filter((_, at) => at !== place)
              setConditions(next)
              if (next.length === 0) setChoosing(true)
            }}
          />
        ) : null
      })}
      <div className={classes['foot']}>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setChoosing(true)}>
          {t('filters.addAlternative')}
        </Button>
        <Button type="submit" size="compact-sm" disabled={!areComplete}>
          {t('filters.apply')}
        </Button>
      </div>
    </form>
  )
}

type LineProps = {
  entity: ListEntity
  known: FieldPath
  condition: Condition
  isAlternative: boolean
  onChange: (condition: Condition) => void
  onRemove: () => void
}

function ConditionLine({ entity, known, condition, isAlternative, onChange, onRemove }: LineProps) {
  const { t } = useTranslation()
  const label = usePathLabel(entity)(known)
  const operatorText = useOperatorText()
  const { operators } = typeOf(known.field)
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    line.current?.querySelector<HTMLElement>('[data-value] input')?.focus()
  }, [])

  const setOperator = (operator: Condition['operator']) => {
    const keepsValue = takesMany(operator) === takesMany(condition.operator) && !needsNoValue(operator)
    onChange({ field: condition.field, operator, ...(keepsValue ? { value: condition.value } : {}) })
  }

  return (
    <div className={classes['condition']} ref={line}>
      {isAlternative ? <span className={classes['or']}>{t('filters.addOr')}</span> : null}
      <div className={classes['conditionHead']}>
        <span className={classes['conditionName']}>{label}</span>
        {operators.length > 1 ? (
          <Select
            aria-label={t('filters.operator')}
            w={150}
            data={operators.map((operator) => ({ value: operator, label: operatorText(known.field, operator) }))}
            value={condition.operator}
            allowDeselect={false}
            onChange={(operator) => operator && setOperator(operator)}
            comboboxProps={{ withinPortal: false }}
          />
        ) : null}
        <ActionIcon size={24} aria-label={t('filters.remove', { label })} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      {needsNoValue(condition.operator) ? null : (
        <div data-value>
          <ConditionValue
            field={known.field}
            condition={condition}
            onChange={(value) => onChange({ ...condition, value })}
          />
        </div>
      )}
    </div>
  )
}
