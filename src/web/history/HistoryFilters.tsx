import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { catalogue } from '../../shared/catalogue/catalogue.ts'
import type { EntityName } from '../../shared/catalogue/field.ts'
import type { ListEntity } from '../../shared/contract/record.contract.ts'
import {
  historyActions,
  historyEventKinds,
  historyEventNames,
  historyKinds,
  historySources,
  type HistoryKind,
} from '../../shared/history/history-kinds.ts'
import { filterOptions } from '../fields/inputs/filter-options.ts'
import { useLookups } from '../fields/use-lookups.ts'
import { filterGroups } from '../journals/journal/filter-groups.ts'
import { useLanguage } from '../texts/use-language.ts'
import classes from './history.module.css'

export type HistoryFilter = { kind?: HistoryKind; field?: string; user?: number }

type Props = { entity: ListEntity; filter: HistoryFilter; onChange: (filter: HistoryFilter) => void }

/** What a history shows: one kind of action or event, one field, one user. */
export function HistoryFilters({ entity, filter, onChange }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { users } = useLookups()
  const kinds = [
    {
      group: t('history.filter.done'),
      items: historyActions.map((value) => ({ value, label: t(`history.filter.${value}`) })),
    },
    {
      group: t('history.filter.events'),
      items: historyEventNames.map((value) => ({ value, label: historyEventKinds[value][language] })),
    },
    {
      group: t('history.filter.through'),
      items: historySources.map((value) => ({ value, label: t(`changeSets.kind.${value}`) })),
    },
  ]
  const fieldsOf = (owner: EntityName) =>
    catalogue[owner].map((field) => ({ value: `${owner}.${field.key}`, label: field.label[language] }))
  const fields = [
    { group: t(`history.owner.${entity}`), items: fieldsOf(entity) },
    { group: t('history.owner.address'), items: fieldsOf('address') },
    ...(entity === 'company' ? [{ group: t('history.owner.contact'), items: fieldsOf('contact') }] : []),
  ]
  return (
    <fieldset className={classes['filters']} aria-label={t('history.filter.label')}>
      <Select
        aria-label={t('history.filter.kind')}
        placeholder={t('history.filter.kind')}
        data={kinds}
        value={filter.kind ?? null}
        clearable
        onChange={(value) => {
          const { kind: _, ...others } = filter
          const kind = historyKinds.find((one) => one === value)
          onChange(kind ? { ...others, kind } : others)
        }}
      />
      <Select
        aria-label={t('history.filter.field')}
        placeholder={t('history.filter.field')}
        data={fields}
        value={filter.field ?? null}
        searchable
        clearable
        filter={filterGroups}
        onChange={(field) => {
          const { field: _, ...others } = filter
          onChange(field ? { ...others, field } : others)
        }}
      />
      <Select
        aria-label={t('history.filter.user')}
        placeholder={t('history.filter.user')}
        data={[...users.values()].map(({ id, name }) => ({ value: String(id), label: name }))}
        value={filter.user === undefined ? null : String(filter.user)}
        searchable
        clearable
        filter={filterOptions}
        onChange={(user) => {
          const { user: _, ...others } = filter
          onChange(user ? { ...others, user: Number(user) } : others)
        }}
      />
    </fieldset>
  )
}
