import { ActionIcon, Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filterOperators } from '../../../shared/catalogue/presence-fields.ts'
import type { Condition, ListEntity } from '../../../shared/contract/record.contract.ts'
import { findPath, type FieldPath } from '../../fields/field-paths.ts'
import { usePathLabel } from '../../fields/use-path-label.ts'
import { ConditionValue } from './ConditionValue.tsx'
import { FieldMenu } from './FieldMenu.tsx'
import {
  isComplete,
  needsNoValue,
  newCondition,
  takesDays,
  takesMany,
  type Conjunction,
  type FilterEntry,
} from './filter-model.ts'
import { useOperatorText } from './use-entry-text.ts'
import classes from './filters.module.css'

type Props = { entity: ListEntity; entry: FilterEntry; onApply: (entry: FilterEntry) => void }

/** Field, operator, value; further conditions joined by "and", and groups of them by "or". */
export function FilterEditor({ entity, entry, onApply }: Props) {
  const { t } = useTranslation()
  const [groups, setGroups] = useState<FilterEntry>(entry)
  /** The group that a field is being chosen for; one past the last for a new alternative. */
  const [choosing, setChoosing] = useState<number | null>(entry.length === 0 ? 0 : null)
  const areComplete = groups.length > 0 && groups.every((group) => group.every(isComplete))

  const setGroup = (at: number, group: Conjunction) => {
    const next = [...groups]
    next[at] = group
    const kept = next.filter((one) => one.length > 0)
    setGroups(kept)
    if (kept.length === 0) setChoosing(0)
  }

  if (choosing !== null) {
    return (
      <FieldMenu
        entity={entity}
        onChoose={({ path, field }) => {
          setGroup(choosing, [...(groups[choosing] ?? []), newCondition(path, field)])
          setChoosing(null)
        }}
      />
    )
  }
  return (
    <form
      className={classes['conditions']}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (areComplete) onApply(groups)
      }}
    >
      {groups.map((group, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- groups have no identity but their place
        <fieldset key={at} className={classes['group']} data-many={groups.length > 1 || undefined}>
          <legend className="visually-hidden">{t('filters.group', { number: at + 1 })}</legend>
          {at > 0 ? <span className={classes['or']}>{t('filters.addOr')}</span> : null}
          {group.map((condition, place) => {
            const known = findPath(entity, condition.field)
            return known ? (
              <ConditionLine
                // oxlint-disable-next-line react/no-array-index-key -- conditions have no identity but their place
                key={`${place}-${condition.field}`}
                entity={entity}
                known={known}
                condition={condition}
                isFurther={place > 0}
                onChange={(next) =>
                  setGroup(
                    at,
                    group.map((one, other) => (other === place ? next : one)),
                  )
                }
                onRemove={() =>
                  setGroup(
                    at,
                    group.filter((_, other) => other !== place),
                  )
                }
              />
            ) : null
          })}
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setChoosing(at)}>
            {t('filters.addCondition')}
          </Button>
        </fieldset>
      ))}
      <div className={classes['foot']}>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setChoosing(groups.length)}>
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
  isFurther: boolean
  onChange: (condition: Condition) => void
  onRemove: () => void
}

function ConditionLine({ entity, known, condition, isFurther, onChange, onRemove }: LineProps) {
  const { t } = useTranslation()
  const label = usePathLabel(entity)(known)
  const operatorText = useOperatorText()
  const operators = filterOperators(known.field)
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    line.current?.querySelector<HTMLElement>('[data-value] input')?.focus()
  }, [])

  const setOperator = (operator: Condition['operator']) => {
    const keepsValue =
      takesMany(operator) === takesMany(condition.operator) &&
      takesDays(operator) === takesDays(condition.operator) &&
      !needsNoValue(operator)
    onChange({ field: condition.field, operator, ...(keepsValue ? { value: condition.value } : {}) })
  }

  return (
    <div className={classes['condition']} ref={line}>
      {isFurther ? <span className={classes['or']}>{t('filters.addAnd')}</span> : null}
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
