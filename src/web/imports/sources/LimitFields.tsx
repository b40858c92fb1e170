import { Checkbox, NativeSelect, NumberInput, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { limitNames } from '../../../shared/contract/import-source.contract.ts'
import type { FieldsProps } from './SourceForm.tsx'
import classes from './sources.module.css'

/** What stops an import: so many, or such a share, of each outcome; changed headers. */
export function LimitFields({ form }: FieldsProps) {
  const { t } = useTranslation()
  const shown = limitNames.filter((name) => name !== 'deletions' || form.values.mode === 'update-with-deletion')
  return (
    <Stack gap="sm">
      <p className={classes['text']}>{t('sources.limit.text')}</p>
      <div className={classes['limits']}>
        {shown.map((name) => {
          const label = t(`sources.limit.${name}`)
          const suffix = name === 'deletions' ? 'Deletions' : ''
          return (
            <div key={name} className={classes['limit']}>
              <span>
                {label}, <span className={classes['quiet']}>{t('sources.limit.moreThan')}</span>
              </span>
              <NumberInput
                aria-label={t('sources.limit.valueOf', { name: label })}
                placeholder={t('sources.limit.none')}
                min={0}
                required={name === 'deletions'}
                {...form.getInputProps(`limits.${name}.value`)}
              />
              <NativeSelect
                aria-label={t('sources.limit.unitOf', { name: label })}
                data={[
                  { value: 'count', label: t(`sources.limit.count${suffix}`) },
                  { value: 'percent', label: t(`sources.limit.percent${suffix}`) },
                ]}
                {...form.getInputProps(`limits.${name}.unit`)}
              />
            </div>
          )
        })}
      </div>
      <Checkbox label={t('sources.limit.headers')} {...form.getInputProps('headers', { type: 'checkbox' })} />
      <Checkbox
        label={t('sources.field.holds')}
        description={t('sources.field.holdsHelp')}
        {...form.getInputProps('holdsAfterStop', { type: 'checkbox' })}
      />
    </Stack>
  )
}
