import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { catalogue } from '../../shared/catalogue/catalogue.ts'
import { entityNames } from '../../shared/catalogue/field.ts'
import { changeSetKinds } from '../../shared/contract/change-set.contract.ts'
import { DayPicker } from '../design/DayPicker.tsx'
import { useLookups } from '../fields/use-lookups.ts'
import { useLanguage } from '../texts/use-language.ts'
import type { ChangeSetSearch } from './change-set-routes.ts'
import classes from './change-sets.module.css'

type Props = { search: ChangeSetSearch; onChange: (change: Partial<ChangeSetSearch>) => void }

/** Which change sets: kind, author, days, field. */
export function ChangeSetFilters({ search, onChange }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { users } = useLookups()
  const { kind, author, since, until, field } = search
  const isNarrowed = Object.values(search).some((one) => one !== undefined)
  const fields = entityNames.map((entity) => ({
    group: t(`changeSets.entities.${entity}`),
    items: catalogue[entity].map((one) => ({ value: `${entity}.${one.key}`, label: one.label[language] })),
  }))

  return (
    <search className={classes['filters']} aria-label={t('changeSets.filters.label')}>
      <Select
        label={t('changeSets.columns.kind')}
        placeholder={t('changeSets.allKinds')}
        data={changeSetKinds.map((one) => ({ value: one, label: t(`changeSets.kind.${one}`) }))}
        value={kind ?? null}
        onChange={(value) => onChange({ kind: changeSetKinds.find((one) => one === value) })}
        clearable
      />
      <Select
        label={t('changeSets.columns.author')}
        placeholder={t('changeSets.filters.anyone')}
        data={[
          ...[...users.values()].map(({ id, name }) => ({ value: String(id), label: name })),
          { value: '0', label: t('changeSets.filters.system') },
        ]}
        value={author === undefined ? null : String(author)}
        onChange={(value) => onChange({ author: value === null ? undefined : Number(value) })}
        searchable
        clearable
      />
      <DayPicker
        label={t('changeSets.filters.since')}
        value={since ?? null}
        onChange={(day) => onChange({ since: day ?? undefined })}
      />
      <DayPicker
        label={t('changeSets.filters.until')}
        value={until ?? null}
        onChange={(day) => onChange({ until: day ?? undefined })}
      />
      <Select
        label={t('changeSets.filters.field')}
        placeholder={t('changeSets.filters.anyField')}
        data={fields}
        value={field ?? null}
        onChange={(value) => onChange({ field: value ?? undefined })}
        searchable
        clearable
      />
      {isNarrowed ? (
        <Button
          variant="subtle"
          color="gray"
          onClick={() =>
            onChange({ kind: undefined, author: undefined, since: undefined, until: undefined, field: undefined })
          }
        >
          {t('filters.clear')}
        </Button>
      ) : null}
    </search>
  )
}
