import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import type { RestorePoint } from './RestoreDialog.tsx'
import classes from './restore-points.module.css'

type Props = { point: RestorePoint; onRestore: (() => void) | undefined }

/** A restore point: its name, when, by whom, and what has changed since. */
export function RestorePointLine({ point, onRestore }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { changeSetsSince } = point
  return (
    <li className={classes['line']}>
      <IconLifebuoy size={18} stroke={1.6} className={classes['sign']} aria-hidden />
      <div className={classes['main']}>
        <Link to="/restore-points/$id" params={{ id: String(point.id) }} className={classes['name']}>
          {point.name}
        </Link>
        <span className={classes['quiet']}>
          {formatMoment(point.at, language)} · {point.author}
        </span>
      </div>
      <span className={classes['quiet']}>
        {point.isLost ? `${t('restorePoints.lost')} ` : ''}
        {changeSetsSince === 0 ? t('restorePoints.nothingSince') : t('restorePoints.since', { count: changeSetsSince })}
      </span>
      {onRestore && changeSetsSince > 0 && !point.isLost ? (
        <Button variant="default" size="compact-sm" onClick={onRestore}>
          {t('restorePoints.restore')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  )
}
