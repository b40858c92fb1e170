import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportRun } from '../../shared/contract/import.contract.ts'
import type { Job } from '../../shared/contract/job.contract.ts'
import { frenchSpaces } from '../texts/french-spaces.ts'
import { useLanguage } from '../texts/use-language.ts'
import { IconAlertTriangle } from '@tabler/icons-react'
import classes from './JobFailure.module.css'

type Props = { run: ImportRun; job: Job | undefined; onAgain?: (() => void) | undefined }

/** Why the last job on an import ended badly, and a way to run it again; nothing when it did not. */
export function JobFailure({ run, job, onAgain }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const isBad = run.error !== null || job?.state === 'failed' || job?.state === 'cancelled'
  if (!isBad) return null
  const isStopped = job?.state === 'cancelled' || run.error?.code === 'cancelled'
  const told = isStopped ? t('imports.job.cancelled') : (run.error ?? job?.error)?.message
  const message = told ?? t('imports.job.failed')
  return (
    <div className={classes['failure']} role="alert" data-stopped={isStopped || undefined}>
      <IconAlertTriangle size={17} aria-hidden />
      <span className={classes['text']}>{language === 'fr' ? frenchSpaces(message) : message}</span>
      {onAgain ? (
        <Button size="compact-sm" variant="default" onClick={onAgain}>
          {t('imports.job.again')}
        </Button>
      ) : null}
    </div>
  )
}
