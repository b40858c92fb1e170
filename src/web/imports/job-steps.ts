import type { Job } from '../../shared/contract/job.contract.ts'

/** The steps of each kind of job, as people are shown them. */
export const jobSteps = {
  stage: ['stage'],
  plan: ['plan-read', 'plan-match', 'plan-plan', 'plan-check', 'plan-count'],
  apply: ['plan', 'apply-lock', 'apply-write', 'apply-history', 'apply-search', 'apply-commit'],
} as const

/** Applying begins with a last check, which takes up to this share of the whole. */
const lastCheck = 0.45

const isLastCheck = (job: Job) => job.kind === 'import-apply' && job.step?.startsWith('plan')

/** How far a job is, 0 to 1, never going back. */
export const shareOf = (job: Job): number => (isLastCheck(job) ? job.progress * lastCheck : job.progress)

/** The place of the step under way among those shown; -1 before the first. */
export function stepAt(kind: keyof typeof jobSteps, job: Job | undefined): number {
  if (!job?.step) return -1
  const step = isLastCheck(job) ? 'plan' : job.step
  return (jobSteps[kind] as readonly string[]).indexOf(step)
}
