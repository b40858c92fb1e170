import { IconProgressCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../shared/contract/job.contract.ts'
import { isEnded, isScheduled } from '../api/job-events.ts'
import { EmptyState } from '../design/EmptyState.tsx'
import { JobLine } from './JobLine.tsx'
import classes from './JobsPanel.module.css'

/** One's jobs: those running with their progress, then the last ones ended. */
export function JobsPanel({ jobs, onLeave }: { jobs: readonly Job[]; onLeave: () => void }) {
  const { t } = useTranslation()
  const running = jobs.filter((job) => !isEnded(job) && !isScheduled(job))
  const scheduled = jobs.filter(isScheduled)
  const ended = jobs.filter(isEnded).slice(0, 20)
  return (
    <>
      {running.length === 0 ? (
        <EmptyState icon={IconProgressCheck} title={t('shell.jobs.none')}>
          {t('shell.jobs.noneText')}
        </EmptyState>
      ) : (
        <ul className={classes['jobs']}>
          {running.map((job) => (
            <JobLine key={job.id} job={job} onLeave={onLeave} />
          ))}
        </ul>
      )}
      {scheduled.length > 0 ? (
        <>
          <h3 className={classes['heading']}>{t('shell.jobs.scheduled')}</h3>
          <ul className={classes['jobs']}>
            {scheduled.map((job) => (
              <JobLine key={job.id} job={job} onLeave={onLeave} />
            ))}
          </ul>
        </>
      ) : null}
      {ended.length > 0 ? (
        <>
          <h3 className={classes['heading']}>{t('shell.jobs.ended')}</h3>
          <ul className={classes['jobs']}>
            {ended.map((job) => (
              <JobLine key={job.id} job={job} onLeave={onLeave} />
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
