import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ProblemBanner.module.css'

type Props = { problem: Error | null; onRetry?: () => void; children?: ReactNode }

/** What went wrong, in words, above content that stays where it is. Nothing when nothing is wrong. */
export function ProblemBanner({ problem, onRetry, children }: Props) {
  const { t } = useTranslation()
  if (!problem) return null
  return (
    <div className={classes.banner} role="alert">
      <IconAlertTriangle size={17} aria-hidden className={classes.sign} />
      <div className={classes.text}>
        {problem.message}
        {children}
      </div>
      {onRetry ? (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  )
}
