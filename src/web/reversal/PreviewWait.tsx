import { useTranslation } from 'react-i18next'
import type { Job } from '../../shared/contract/job.contract.ts'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { SkeletonLines } from '../design/SkeletonLines.tsx'
import classes from './reversal.module.css'

/** A preview is being made: lines for a moment, or the progress of its job. */
export function PreviewWait({ job }: { job: Job | undefined }) {
  const { t } = useTranslation()
  if (!job) return <SkeletonLines count={4} />
  return (
    <div aria-live="polite">
      <p className={classes['text']}>{t('reversal.planning')}</p>
      <ProgressBar share={job.state === 'running' ? job.progress : null} label={t('reversal.planning')} />
    </div>
  )
}
