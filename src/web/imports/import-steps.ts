import type { ImportRun } from '../../shared/contract/import.contract.ts'

/** The steps of an import, in order; each is the last part of an address. */
export const importSteps = ['file', 'fields', 'check', 'recap', 'result'] as const
export type ImportStep = (typeof importSteps)[number]

/** The route of a step; the import's `id` goes into the parameters. */
export const stepRoute = {
  file: '/imports/$id/file',
  fields: '/imports/$id/fields',
  check: '/imports/$id/check',
  recap: '/imports/$id/recap',
  result: '/imports/$id/result',
} as const satisfies Record<ImportStep, string>

/** Whether an import can still be changed. */
export const isDraft = ({ state }: Pick<ImportRun, 'state'>): boolean => state !== 'applying' && state !== 'done'

/** The step an import stands at: where opening it leads. */
export function currentStep({ state }: Pick<ImportRun, 'state'>): ImportStep {
  switch (state) {
    case 'uploaded':
      return 'file'
    case 'planned':
      return 'check'
    case 'applying':
    case 'done':
      return 'result'
    default:
      return 'fields'
  }
}

/** Whether a step can be looked at now; `isMapped`: nothing is missing from the mapping. */
export function isReachable(
  step: ImportStep,
  run: Pick<ImportRun, 'state' | 'recap' | 'isStale'>,
  isMapped: boolean,
): boolean {
  const isRead = run.state !== 'uploaded'
  const reachable: Record<ImportStep, boolean> = {
    file: isDraft(run),
    fields: isDraft(run) && isRead,
    check: isDraft(run) && isRead && (isMapped || run.recap !== null),
    recap: run.state === 'planned' && run.recap !== null && !run.isStale,
    result: !isDraft(run),
  }
  return reachable[step]
}
