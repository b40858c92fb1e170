import { Button, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useImport } from '../import-context.ts'
import { MappingMenu } from './MappingMenu.tsx'
import { countKeys, maxKeys, withPolicy } from './mapping.ts'
import classes from './fields.module.css'

type Props = { isShort: boolean; onShort: (isShort: boolean) => void; isFull: boolean }

/** Above the table: how many columns and keys, one policy for all, and only what is imported. */
export function MappingToolbar({ isShort, onShort, isFull }: Props) {
  const { t } = useTranslation()
  const { run, change } = useImport()
  const { settings } = run
  const mapped = settings.columns.filter(({ target }) => target !== null).length
  const left = settings.columns.length - mapped
  return (
    <div className={classes['toolbar']}>
      <span className={classes['counts']} aria-live="polite">
        <strong>{t('imports.fields.mapped', { count: mapped })}</strong>
        {left > 0 ? <span>{t('imports.fields.ignored', { count: left })}</span> : null}
        <span title={t('imports.fields.keyHelp')}>
          {t('imports.fields.keys', { count: countKeys(settings), max: maxKeys })}
        </span>
      </span>
      {isFull ? (
        <span className={classes['full']} role="alert">
          {t('imports.fields.tooManyKeys')}
        </span>
      ) : null}
      <span className={classes['spacer']} />
      {left > 0 ? (
        <Switch
          size="xs"
          label={t('imports.fields.onlyMapped')}
          checked={isShort}
          onChange={(event) => onShort(event.currentTarget.checked)}
        />
      ) : null}
      <MappingMenu />
      {settings.mode === 'add' ? null : (
        <span className={classes['forAll']}>
          {t('imports.fields.applyToAll')}
          {(['keep', 'overwrite'] as const).map((policy) => (
            <Button
              key={policy}
              size="compact-sm"
              variant="default"
              onClick={() => change((current) => withPolicy(current, policy))}
            >
              {t(`imports.fields.policies.${policy}`)}
            </Button>
          ))}
        </span>
      )}
    </div>
  )
}
