import { Button, Checkbox } from '@mantine/core'
import { IconAlertTriangle, IconBan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { frenchSpaces } from '../../texts/french-spaces.ts'
import { useLanguage } from '../../texts/use-language.ts'
import { withMode } from '../file/import-mode.ts'
import { useImport } from '../import-context.ts'
import { ReplaceForm } from './ReplaceForm.tsx'
import type { ProblemGroup } from './use-check-queries.ts'
import type { Corrections } from './use-corrections.ts'
import classes from './check.module.css'

/** What rows that only add are refused for, and rows that update are not. */
const existing: ReadonlySet<string> = new Set(['code-exists', 'contact-exists'])

type Props = {
  group: ProblemGroup
  isOpen: boolean
  corrections: Corrections
  onToggle: (isOpen: boolean) => void
}

/** One kind of problem: pressed, its rows show, and its value can be replaced everywhere. */
export function ProblemGroupItem({ group, isOpen, corrections, onToggle }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { run, change, plan } = useImport()
  const Sign = group.severity === 'red' ? IconBan : IconAlertTriangle
  return (
    <li
      className={classes['group']}
      data-severity={group.severity}
      data-accepted={group.isAccepted || undefined}
      data-open={isOpen || undefined}
    >
      <button type="button" className={classes['groupHead']} aria-expanded={isOpen} onClick={() => onToggle(isOpen)}>
        <Sign size={16} stroke={2} aria-hidden className={classes['groupSign']} />
        <span className={classes['groupText']}>
          <span className={classes['groupColumn']}>
            <span className="visually-hidden">
              {t(group.severity === 'red' ? 'imports.check.outcomes.refused' : 'imports.check.toCheck')} :{' '}
            </span>
            {group.column ?? t('imports.check.wholeRow')}
            {group.value ? <code className={classes['value']}>{group.value}</code> : null}
          </span>
          <span className={classes['groupMessage']}>
            {language === 'fr' ? frenchSpaces(group.message) : group.message}
          </span>
        </span>
        <span className={classes['groupRows']}>{t('imports.rows', { count: group.rows })}</span>
      </button>
      {isOpen && group.severity === 'yellow' ? (
        <Checkbox
          size="xs"
          className={classes['accept']}
          label={t('imports.check.accept')}
          checked={group.isAccepted}
          onChange={(event) =>
            corrections.accept({
              code: group.code,
              columnIndex: group.columnIndex,
              isAccepted: event.currentTarget.checked,
            })
          }
        />
      ) : null}
      {isOpen && run.settings.mode === 'add' && existing.has(group.code) ? (
        <Button
          variant="default"
          className={classes['switch']}
          onClick={() => {
            change((settings) => withMode(settings, 'add-update'))
            void plan().catch(() => undefined)
          }}
        >
          {t('imports.check.switchToUpdate')}
        </Button>
      ) : null}
      {isOpen && group.columnIndex !== null ? (
        <ReplaceForm group={group} column={group.columnIndex} corrections={corrections} />
      ) : null}
    </li>
  )
}
