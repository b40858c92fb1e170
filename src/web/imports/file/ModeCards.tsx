import { Radio } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FilterBar } from '../../records/filters/FilterBar.tsx'
import { useCan } from '../../session/use-session.ts'
import { useImport } from '../import-context.ts'
import { modeChoices, modeOf, usualScopes, withMode } from './import-mode.ts'
import classes from './file.module.css'

/** What becomes of the rows: four cards, one of which deletes and shows what it may delete. */
export function ModeCards({ isDisabled }: { isDisabled: boolean }) {
  const { t } = useTranslation()
  const can = useCan()
  const { run, change } = useImport()
  const { settings } = run
  const chosen = modeOf(settings)

  return (
    <>
      <Radio.Group
        aria-label={t('imports.file.modeTitle')}
        value={chosen}
        onChange={(value) => {
          const choice = modeChoices.find((one) => one === value)
          if (choice) change((current) => withMode(current, choice))
        }}
      >
        <div className={classes['modes']}>
          {modeChoices.map((choice) => {
            const isRefused = choice === 'delete' && !can('import.delete')
            return (
              <Radio.Card
                key={choice}
                value={choice}
                className={classes['mode']}
                data-danger={choice === 'delete' || undefined}
                data-disabled={isDisabled || isRefused || undefined}
                disabled={isDisabled || isRefused}
              >
                <Radio.Indicator size="xs" mt={2} />
                <span>
                  <span className={classes['modeName']}>
                    {t(`imports.file.mode.${choice}`)}
                    {choice === 'delete' ? <IconAlertTriangle size={15} aria-hidden /> : null}
                  </span>
                  <span className={classes['modeText']}>
                    {isRefused ? t('imports.file.mode.deleteRight') : t(`importOf.${run.entity}.modes.${choice}`)}
                  </span>
                </span>
              </Radio.Card>
            )
          })}
        </div>
      </Radio.Group>
      {chosen === 'delete' ? (
        <section className={classes['scope']} aria-label={t(`importOf.${run.entity}.scopeTitle`)}>
          <h3 className={classes['scopeTitle']}>{t(`importOf.${run.entity}.scopeTitle`)}</h3>
          <FilterBar
            entity={run.entity}
            filter={settings.deletionScope ?? usualScopes[run.entity]}
            onChange={(filter) => change((current) => ({ ...current, deletionScope: filter ?? { all: [] } }))}
          />
          <p className={classes['quiet']}>{t(`importOf.${run.entity}.scopeText`)}</p>
        </section>
      ) : null}
    </>
  )
}
