import { useTranslation } from 'react-i18next'
import type { Job } from '../../shared/contract/job.contract.ts'

/** The steps of writing in bulk, as `run.report` tells them; an import shows its own on its page. */
const steps = [
  'backup',
  'duplicates-read',
  'duplicates-block',
  'duplicates-compare',
  'plan-journal',
  'plan-mass-action',
  'plan-reversal',
  'apply-lock',
  'apply-write',
  'apply-history',
  'apply-search',
  'apply-commit',
] as const

/** The step a job is at, in words; null before the first and for a step that has none. */
export function useStepText(): (job: Job | undefined) => string | null {
  const { t } = useTranslation()
  return (job) => {
    const step = steps.find((one) => one === job?.step)
    return step && job?.state === 'running' ? t(`shell.jobs.step.${step}`) : null
  }
}
