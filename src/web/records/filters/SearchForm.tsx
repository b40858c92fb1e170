import { ActionIcon, Button, Select, Tabs } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { filterOperators } from '../../../shared/catalogue/presence-fields.ts'
import type { Condition, Filter, ListEntity } from '../../../shared/contract/record.contract.ts'
import { SidePanel } from '../../design/SidePanel.tsx'
import { filterPaths, type FieldPath } from '../../fields/field-paths.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { ConditionValue } from './ConditionValue.tsx'
import {
  entriesOf,
  filterOf,
  isComplete,
  needsNoValue,
  newCondition,
  takesDays,
  takesMany,
  type FilterEntry,
} from './filter-model.ts'
import { useOperatorText } from './use-entry-text.ts'
import classes from './filters.module.css'

type Props = {
  entity: ListEntity
  filter: Filter | undefined
  isOpen: boolean
  onClose: () => void
  onSearch: (filter: Filter | undefined) => void
}

/** A search form over every field, tab by tab as in a record; Enter runs it. Conditions joined by "or" are left as they are. */
export function SearchForm({ isOpen, onClose, ...form }: Props) {
  const { t } = useTranslation()
  return (
    <SidePanel title={t('filters.form')} isOpen={isOpen} onClose={onClose} size={560}>
      {isOpen ? <Form {...form} onClose={onClose} /> : null}
    </SidePanel>
  )
}

type Group = { key: string; label: string; paths: FieldPath[] }

function useGroups(entity: ListEntity): Group[] {
  const { t } = useTranslation()
  const paths = filterPaths(entity)
  const own = paths.filter(({ owner }) => owner === entity)
  const tabs = [...new Set(own.map(({ field }) => field.tab))].filter((tab) => tab !== 'addresses')
  return [
    ...tabs.map((tab) => ({
      key: tab,
      label: t(`record.tabs.${tab}`),
      paths: own.filter(({ field }) => field.tab === tab),
    })),
    {
      key: 'addresses',
      label: t('record.tabs.addresses'),
      paths: paths.filter(({ owner, field }) => owner === 'address' || (owner === entity && field.tab === 'addresses')),
    },
    ...(entity === 'contact'
      ? [{ key: 'company', label: t('list.companyOfContact'), paths: paths.filter(({ owner }) => owner === 'company') }]
      : []),
  ]
}

/** The one condition of a chip that has no alternative. */
const singleOf = (entry: FilterEntry): Condition | undefined =>
  entry.length === 1 && entry[0]?.length === 1 ? entry[0][0] : undefined

function Form({ entity, filter, onClose, onSearch }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation()
  const entries = entriesOf(filter)
  const others = entries.filter((entry) => !singleOf(entry))
  const [conditions, setConditions] = useState<ReadonlyMap<string, Condition>>(
    () =>
      new Map(
        entries.flatMap((entry): [string, Condition][] => {
          const only = singleOf(entry)
          return only ? [[only.field, only]] : []
        }),
      ),
  )
  const groups = useGroups(entity)
  const set = (path: string, condition: Condition | undefined) => {
    const next = new Map(conditions)
    if (condition) next.set(path, condition)
    else next.delete(path)
    setConditions(next)
  }
  const said = [...conditions.values()].filter(isComplete)
  const isSaid = ({ path }: FieldPath) => said.some(({ field }) => field === path)

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(filterOf([...said.map((one) => [[one]]), ...others]))
        onClose()
      }}
    >
      <Tabs defaultValue={groups[0]?.key ?? ''} keepMounted={false}>
        <Tabs.List>
          {groups.map(({ key, label, paths }) => {
            const count = paths.filter(isSaid).length
            return (
              <Tabs.Tab key={key} value={key}>
                {count > 0 ? `${label} (${count})` : label}
              </Tabs.Tab>
            )
          })}
        </Tabs.List>
        {groups.map(({ key, paths }) => (
          <Tabs.Panel key={key} value={key} className={classes['formFields']}>
            {paths.map((known) => (
              <FormLine
                key={known.path}
                known={known}
                condition={conditions.get(known.path)}
                onChange={(condition) => set(known.path, condition)}
              />
            ))}
          </Tabs.Panel>
        ))}
      </Tabs>
      <div className={classes['formFoot']}>
        <Button variant="subtle" color="gray" disabled={said.length === 0} onClick={() => setConditions(new Map())}>
          {t('filters.clear')}
        </Button>
        <Button type="submit">{t('filters.search')}</Button>
      </div>
    </form>
  )
}

type LineProps = {
  known: FieldPath
  condition: Condition | undefined
  onChange: (condition: Condition | undefined) => void
}

function FormLine({ known, condition, onChange }: LineProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const operatorText = useOperatorText()
  const { field, path } = known
  const operators = filterOperators(field)
  const blank: Condition = { field: path, operator: newCondition(path, field).operator }
  const shown = condition ?? (needsNoValue(blank.operator) ? undefined : blank)
  const label = field.label[language]
  const setOperator = (operator: Condition['operator']) => {
    const keepsValue =
      shown !== undefined &&
      takesMany(operator) === takesMany(shown.operator) &&
      takesDays(operator) === takesDays(shown.operator) &&
      !needsNoValue(operator)
    onChange({ field: path, operator, ...(keepsValue ? { value: shown.value } : {}) })
  }
  return (
    <fieldset
      className={classes['formLine']}
      aria-label={label}
      data-said={(condition && isComplete(condition)) || undefined}
    >
      <span className={classes['conditionName']}>{label}</span>
      <div className={classes['formControls']}>
        {operators.length > 1 ? (
          <Select
            aria-label={t('filters.operator')}
            w={150}
            placeholder={t('filters.whatever')}
            data={operators.map((operator) => ({ value: operator, label: operatorText(field, operator) }))}
            value={shown?.operator ?? null}
            allowDeselect={false}
            onChange={(operator) => operator && setOperator(operator)}
          />
        ) : null}
        {shown && !needsNoValue(shown.operator) ? (
          <div className={classes['formValue']}>
            <ConditionValue field={field} condition={shown} onChange={(value) => onChange({ ...shown, value })} />
          </div>
        ) : null}
        {condition ? (
          <ActionIcon size={24} aria-label={t('filters.remove', { label })} onClick={() => onChange(undefined)}>
            <IconX size={14} />
          </ActionIcon>
        ) : null}
      </div>
    </fieldset>
  )
}
