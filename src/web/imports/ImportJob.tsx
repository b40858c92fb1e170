import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { cancelJob, type Job } from '../../shared/contract/job.contract.ts'
import { call } from '../api/call.ts'
import { keepJob } from '../api/job-events.ts'
import { notifyProblem } from '../design/notify.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { jobSteps, shareOf, stepAt } from './job-steps.ts'
import classes from './ImportJob.module.css'

type Props = { title: string; job: Job | undefined; kind: keyof typeof jobSteps }

/** A job at work, step by step; it can be stopped, and the page can be left. */
export function ImportJob({ title, job, kind }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: (id: number) => call(cancelJob, { params: { id } }),
    onSuccess: (stopped) => keepJob(stopped, client),
    onError: notifyProblem,
  })
  const steps = jobSteps[kind]
  const at = stepAt(kind, job)
  return (
    <section className={classes['job']} aria-label={title}>
      <div className={classes['head']}>
        <h2 className={classes['title']}>{title}</h2>
        {job ? (
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate(job.id)}>
            {t('imports.job.stop')}
          </Button>
        ) : null}
      </div>
      <ProgressBar share={job?.state === 'running' ? shareOf(job) : null} label={title} />
      {steps.length > 1 ? (
        <ol className={classes['steps']}>
          {steps.map((step, place) => (
            <li key={step} data-state={place < at ? 'done' : place === at ? 'now' : undefined}>
              <span className={classes['mark']}>
                {place < at ? <IconCheck size={12} stroke={2.6} aria-hidden /> : null}
              </span>
              {t(`imports.job.step.${step}`)}
            </li>
          ))}
        </ol>
      ) : null}
      <p className={classes['leave']} aria-live="polite">
        {job?.waitsFor
          ? t('imports.job.waitsFor', { what: job.waitsFor })
          : job?.state === 'queued'
            ? t('imports.job.queued')
            : t('imports.job.leave')}
      </p>
    </section>
  )
}
