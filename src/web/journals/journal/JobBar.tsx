import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelJob } from '../../../shared/contract/job.contract.ts'
import { call } from '../../api/call.ts'
import { isEnded, keepJob } from '../../api/job-events.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { notifyProblem } from '../../design/notify.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { useJournalJob, type JournalFile } from '../journal-queries.ts'
import { useStepText } from '../../shell/use-step-text.ts'
import classes from './Journal.module.css'

/** The validation at work: it can be stopped, and the page can be left. */
export function JobBar({ journal }: { journal: JournalFile }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const job = useJournalJob(journal)
  const stepOf = useStepText()
  const hasEnded = job !== undefined && isEnded(job)
  const stop = useMutation({
    mutationFn: (id: number) => call(cancelJob, { params: { id } }),
    onSuccess: (stopped) => keepJob(stopped, client),
    onError: notifyProblem,
  })
  useEffect(() => {
    if (hasEnded) void client.invalidateQueries({ queryKey: queryKeys.journals })
  }, [hasEnded, client])

  return (
    <section className={classes['bar']} aria-label={t('journals.job.title')}>
      <div className={classes['barLine']}>
        <div className={classes['barCounts']}>
          <strong>{t('journals.job.title')}</strong>
          <span className={classes['quiet']} aria-live="polite">
            {job?.waitsFor
              ? t('shell.jobs.waitsFor', { what: job.waitsFor })
              : job?.state === 'queued'
                ? t('journals.job.queued')
                : [stepOf(job), t('journals.job.leave')].filter(Boolean).join(' · ')}
          </span>
        </div>
        {job && !hasEnded ? (
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate(job.id)}>
            {t('journals.job.stop')}
          </Button>
        ) : null}
      </div>
      <ProgressBar share={job?.state === 'running' ? job.progress : null} label={t('journals.job.title')} />
    </section>
  )
}
