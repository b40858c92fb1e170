import { NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldsProps } from './SourceForm.tsx'
import classes from './sources.module.css'

const kinds = ['every', 'daily', 'cron'] as const
const zones = Intl.supportedValuesOf('timeZone')

/** When a source is looked into, in which time zone. */
export function ScheduleFields({ form }: FieldsProps) {
  const { t } = useTranslation()
  const { scheduleKind, timeZone } = form.values
  return (
    <div className={classes['columns']}>
      <Select
        label={t('sources.field.scheduleKind')}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: t(`sources.scheduleKind.${value}`) }))}
        {...form.getInputProps('scheduleKind')}
      />
      {scheduleKind === 'every' ? (
        <NumberInput
          label={t('sources.field.minutes')}
          required
          min={1}
          max={1440}
          allowDecimal={false}
          {...form.getInputProps('minutes')}
        />
      ) : null}
      {scheduleKind === 'daily' ? (
        <TextInput type="time" label={t('sources.field.at')} required {...form.getInputProps('at')} />
      ) : null}
      {scheduleKind === 'cron' ? (
        <TextInput
          label={t('sources.field.expression')}
          description={t('sources.field.expressionHelp')}
          required
          spellCheck={false}
          {...form.getInputProps('expression')}
        />
      ) : null}
      {scheduleKind === 'every' ? null : (
        <Select
          label={t('sources.field.timeZone')}
          searchable
          allowDeselect={false}
          data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
          {...form.getInputProps('timeZone')}
        />
      )}
    </div>
  )
}
