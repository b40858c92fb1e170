import { Button, Group, Stack } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/api-problem.ts'
import { isEnded, useJob } from '../api/job-events.ts'
import { LinkButton } from '../design/LinkButton.tsx'
import { ProblemBanner } from '../design/ProblemBanner.tsx'
import { ProgressBar } from '../design/ProgressBar.tsx'
import { useStepText } from '../shell/use-step-text.ts'
import classes from './reversal.module.css'

type Props = {
  id: number
  done: string
  onClose: () => void
  /** Offers to take back what the job did. */
  onUndo?: (changeSet: number) => void
}

/** Follows a job to its end in a dialog that one may close: the work goes on. */
export function JobProgress({ id, done, onClose, onUndo }: Props) {
  const { t } = useTranslation()
  const job = useJob(id)
  const stepOf = useStepText()
  const hasEnded = job !== undefined && isEnded(job)
  const changeSet = job?.result?.changeSet
  return (
    <Stack>
      {job?.state === 'done' ? (
        <div className={classes['done']} role="alert">
          <IconCircleCheck size={18} aria-hidden />
          {done}
        </div>
      ) : null}
      {job?.state === 'failed' || job?.state === 'cancelled' ? (
        <ProblemBanner problem={new ApiProblem('unknown', job.error?.message ?? t(`shell.jobs.state.${job.state}`))} />
      ) : null}
      {hasEnded ? null : (
        <>
          <ProgressBar
            share={job?.state === 'running' ? job.progress : null}
            label={job?.subject ?? t('common.loading')}
          />
          <p className={classes['text']}>
            {job?.waitsFor
              ? t('shell.jobs.waitsFor', { what: job.waitsFor })
              : [stepOf(job), t('reversal.mayLeave')].filter(Boolean).join(' · ')}
          </p>
        </>
      )}
      <Group justify="flex-end">
        {hasEnded && changeSet ? (
          <LinkButton to="/change-sets/$id" params={{ id: String(changeSet) }} variant="default" onClick={onClose}>
            {t('reversal.seeResult')}
          </LinkButton>
        ) : null}
        {hasEnded && changeSet && onUndo ? (
          <Button variant="default" onClick={() => onUndo(changeSet)}>
            {t('common.undo')}
          </Button>
        ) : null}
        <Button variant={hasEnded ? 'filled' : 'default'} onClick={onClose}>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  )
}
