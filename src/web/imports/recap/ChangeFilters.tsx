import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findField } from '../../../shared/catalogue/catalogue.ts'
import { formatCount } from '../../texts/format.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { useImport } from '../import-context.ts'
import { countOf } from './recap-counts.ts'
import type { ShownChanges } from './use-shown-changes.ts'
import classes from './recap.module.css'

/** Which planned changes are shown: of which records, by which act, and of updates in which field, each with its count. */
export function ChangeFilters({ shown }: { shown: ShownChanges }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { recap } = useImport().run
  const { entity, action, field, entities, actions, show } = shown
  if (!recap) return null
  const updates = countOf(recap, entity, 'update')
  const changed = Object.entries(recap.fields)
    .flatMap(([path, count]) => (path.startsWith(`${entity}.`) ? [{ key: path.slice(entity.length + 1), count }] : []))
    .sort((one, other) => other.count - one.count)
  return (
    <div className={classes['tabs']}>
      {entities.length > 1 ? (
        <SegmentedControl
          aria-label={t('imports.recap.records')}
          value={entity}
          data={entities.map((one) => ({ value: one, label: t(`imports.recap.entities.${one}`) }))}
          onChange={(value) => show({ action, entity: entities.find((one) => one === value) })}
        />
      ) : null}
      {actions.length > 0 ? (
        <SegmentedControl
          aria-label={t('imports.recap.samples')}
          value={action}
          data={actions.map((one) => ({
            value: one,
            label: `${t(`imports.recap.actions.${one}`)} ${formatCount(countOf(recap, entity, one), language)}`,
          }))}
          onChange={(value) => show({ entity, action: actions.find((one) => one === value) })}
        />
      ) : null}
      {action === 'update' && changed.length > 0 ? (
        <NativeSelect
          aria-label={t('imports.recap.field')}
          value={field ?? ''}
          data={[
            { value: '', label: t('imports.recap.allFields', { count: updates }) },
            ...changed.map(({ key, count }) => ({
              value: key,
              label: `${findField(entity, key)?.label[language] ?? key} (${formatCount(count, language)})`,
            })),
          ]}
          onChange={(event) => show({ entity, action, field: event.currentTarget.value || undefined })}
        />
      ) : null}
    </div>
  )
}
