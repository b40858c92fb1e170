import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/catalogue/field.ts'
import type { Condition, ListEntity } from '../../../shared/contract/record.contract.ts'
import { findPath } from '../../fields/field-paths.ts'
import { usePathLabel } from '../../fields/use-path-label.ts'
import { useValueText } from '../../fields/use-value-text.ts'
import { needsNoValue, takesDays, type Conjunction, type FilterEntry } from './filter-model.ts'

/** How an operator is said for a field: dates say "à partir du" where numbers say "au moins". */
export function useOperatorText() {
  const { t } = useTranslation()
  return (field: Field, operator: Condition['operator']): string => {
    const isDate = field.type === 'date' || field.type === 'dateTime'
    if (isDate && (operator === 'equals' || operator === 'greaterOrEqual' || operator === 'lessOrEqual')) {
      return t(`filters.dateOperators.${operator}`)
    }
    return t(`filters.operators.${operator}`)
  }
}

/** A chip in words: the field, and what is asked of it. */
export function useEntryText(entity: ListEntity) {
  const { t } = useTranslation()
  const labelOf = usePathLabel(entity)
  const textOf = useValueText()
  const operatorText = useOperatorText()

  const sayValue = (field: Field, value: Condition['value']): string => {
    if (!Array.isArray(value)) return textOf(field, value)
    const said = value.map((one) =>
      typeof one === 'number' && !field.list && !field.target ? String(one) : textOf(field, one),
    )
    const shown = said.slice(0, 2).join(', ')
    return said.length > 2 ? `${shown} ${t('filters.more', { count: said.length - 2 })}` : shown
  }
  const say = (condition: Condition): { label: string; text: string } => {
    const known = findPath(entity, condition.field)
    if (!known) return { label: condition.field, text: '' }
    const { operator } = condition
    const verb = operator === 'anyOf' || operator === 'equals' ? ':' : ` ${operatorText(known.field, operator)}`
    const value = needsNoValue(operator)
      ? ''
      : takesDays(operator)
        ? t('filters.daysCount', { count: Number(condition.value ?? 0) })
        : sayValue(known.field, condition.value)
    return { label: labelOf(known) + (verb === ':' ? '\u00a0:' : verb), text: value }
  }
  const sayAll = (group: Conjunction): { label: string; text: string } => {
    const [first, ...others] = group.map(say)
    const rest = others.map((other) => `${t('filters.addAnd')} ${other.label} ${other.text}`)
    return { label: first?.label ?? '', text: [first?.text ?? '', ...rest].join(' ') }
  }
  return (entry: FilterEntry): { label: string; text: string } => {
    const [first, ...others] = entry.map(sayAll)
    const rest = others.map((other) => `${t('filters.addOr')} ${other.label} ${other.text}`)
    return { label: first?.label ?? '', text: [first?.text ?? '', ...rest].join(' ') }
  }
}
