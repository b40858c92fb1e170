import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  getReversalPreview,
  makeReversalPreview,
  type ReversalPreview,
} from '../../shared/contract/reversal.contract.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { call } from '../api/call.ts'
import { isEnded, useJob } from '../api/job-events.ts'
import { queryKeys } from '../api/query-keys.ts'

type Asked = { changeSet: number } | { restorePoint: number }

const keyOf = (asked: Asked) =>
  'changeSet' in asked
    ? [...queryKeys.changeSets, asked.changeSet, 'reversal']
    : [...queryKeys.restorePoints, asked.restorePoint, 'reversal']

/** What an undo or a restore would do: asked for once, and again by `again`; a large one is planned by a job. */
export function useReversalPreview(asked: Asked, isEnabled = true) {
  const client = useQueryClient()
  const queryKey = keyOf(asked)
  const made = useQuery({
    queryKey,
    queryFn: () => call(makeReversalPreview, { body: asked }),
    enabled: isEnabled,
    staleTime: 0,
    gcTime: 0,
    refetchOnMount: true,
  })
  const job = useJob(made.data?.reversal ? null : made.data?.job)
  const hasEnded = job !== undefined && isEnded(job)
  const id = made.data?.id ?? 0
  const done = useQuery({
    queryKey: [...queryKey, 'done', id],
    queryFn: ({ signal }) => call(getReversalPreview, { params: { id }, signal }),
    enabled: made.data !== undefined && made.data.reversal === null && hasEnded && job?.state === 'done',
    gcTime: 0,
  })
  const preview: ReversalPreview | undefined = made.data?.reversal ? made.data : done.data
  const failure = hasEnded && job?.state !== 'done' ? new ApiProblem('unknown', job?.error?.message ?? '') : null
  return {
    preview,
    job: preview ? undefined : job,
    error: made.error ?? done.error ?? failure,
    isPending: isEnabled && !preview && !made.error && !failure,
    again: () => void client.invalidateQueries({ queryKey }),
  }
}
