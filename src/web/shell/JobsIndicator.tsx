import { UnstyledButton } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isEnded, isScheduled, useJobs } from '../api/job-events.ts'
import { SidePanel } from '../design/SidePanel.tsx'
import { JobsPanel } from './JobsPanel.tsx'
import classes from './JobsIndicator.module.css'

/** How many jobs are running; opens the panel that shows them. Out of sight while nothing was ever run. */
export function JobsIndicator() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const jobs = useJobs().data ?? []
  const running = jobs.filter((job) => !isEnded(job) && !isScheduled(job)).length
  if (jobs.length === 0 && !isOpen) return null
  const label = running > 0 ? t('shell.jobs.running', { count: running }) : t('shell.jobs.title')
  return (
    <>
      <UnstyledButton
        className={classes['button']}
        data-running={running > 0 || undefined}
        aria-label={label}
        title={label}
        onClick={() => setOpen(true)}
      >
        <IconProgress size={17} stroke={1.8} className={classes['sign']} aria-hidden />
        {running > 0 ? <span className="tabular">{running}</span> : null}
      </UnstyledButton>
      <span className="visually-hidden" aria-live="polite">
        {running > 0 ? label : ''}
      </span>
      <SidePanel title={t('shell.jobs.title')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <JobsPanel jobs={jobs} onLeave={() => setOpen(false)} />
      </SidePanel>
    </>
  )
}
