import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { cancelJob, type Job } from '../../shared/contract/job.contract.ts'
import { downloadExport } from '../../shared/contract/export.contract.ts'
import { call, endpointUrl } from '../api/call.ts'
import { isEnded, isScheduled, keepJob } from '../api/job-events.ts'
import { notifyProblem } from '../design/notify.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { SeverityTag, type Severity } from '../design/SeverityTag.tsx'
import { formatMoment, formatTime } from '../texts/format.ts'
import { useLanguage } from '../texts/use-language.ts'
import { useStepText } from './use-step-text.ts'
import classes from './JobsPanel.module.css'

const severities: Partial<Record<Job['state'], Severity>> = { done: 'green', failed: 'red', cancelled: 'gray' }

/** One job: what, how far, how it ended, and where its result is. */
export function JobLine({ job, onLeave }: { job: Job; onLeave: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => call(cancelJob, { params: { id: job.id } }),
    onSuccess: (stopped) => keepJob(stopped, client),
    onError: notifyProblem,
  })
  const stepOf = useStepText()
  const hasEnded = isEnded(job)
  const severity = severities[job.state]

  return (
    <li className={classes['job']}>
      <div className={classes['line']}>
        <span className={classes['subject']}>{job.subject}</span>
        {severity ? <SeverityTag severity={severity}>{t(`shell.jobs.state.${job.state}`)}</SeverityTag> : null}
      </div>
      <div className={classes['line']}>
        <span className={classes['quiet']}>
          {t(`shell.jobs.kind.${job.kind}`)}
          {job.runAt && isScheduled(job) ? ` · ${formatMoment(job.runAt, language)}` : ''}
          {job.endedAt ? ` · ${formatTime(job.endedAt, language)}` : ''}
          {stepOf(job) ? ` · ${stepOf(job)}` : ''}
          {job.waitsFor ? ` · ${t('shell.jobs.waitsFor', { what: job.waitsFor })}` : ''}
        </span>
        {hasEnded ? null : (
          <Button
            size="compact-xs"
            variant="default"
            loading={cancel.isPending}
            title={t('shell.jobs.cancelText')}
            onClick={() => cancel.mutate()}
          >
            {t('shell.jobs.cancel')}
          </Button>
        )}
      </div>
      {hasEnded || isScheduled(job) ? null : (
        <ProgressBar share={job.state === 'running' ? job.progress : null} label={job.subject} />
      )}
      {job.error ? <span className={classes['quiet']}>{job.error.message}</span> : null}
      {job.journal === null ? null : (
        <Link
          to="/journals/$number"
          params={{ number: String(job.journal) }}
          className={classes['link']}
          onClick={onLeave}
        >
          {t('journals.open', { number: job.journal })}
        </Link>
      )}
      {job.result?.export ? (
        <a
          className={classes['link']}
          href={endpointUrl(downloadExport, { params: { id: job.result.export } })}
          download
        >
          {t('exports.download')}
        </a>
      ) : null}
      {job.result?.changeSet ? (
        <Link
          to="/change-sets/$id"
          params={{ id: String(job.result.changeSet) }}
          className={classes['link']}
          onClick={onLeave}
        >
          {t('shell.jobs.seeChangeSet')}
        </Link>
      ) : null}
    </li>
  )
}
