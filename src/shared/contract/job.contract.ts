import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const jobKinds = [
  'import-stage',
  'import-plan',
  'import-apply',
  'journal-validate',
  'mass-action',
  'undo',
  'reversal-preview',
  'restore',
  'transfer',
  'sample-data',
  'list-merge',
  'duplicates',
  'export',
  'source-run',
  'backup',
] as const

export const job = z.object({
  id: z.int(),
  kind: z.enum(jobKinds),
  state: z.enum(['queued', 'waiting', 'running', 'done', 'failed', 'cancelled']),
  /** What it is about, as a person would say it: a file name, a change set. */
  subject: z.string(),
  /** The step under way, a key of the `job.step` texts, and its share done, 0 to 1. */
  step: z.string().nullable(),
  progress: z.number(),
  /** `waiting`: what it waits for. */
  waitsFor: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Ids to follow when it is done. */
  result: z
    .object({
      changeSet: z.int().optional(),
      import: z.int().optional(),
      journal: z.int().optional(),
      export: z.int().optional(),
    })
    .nullable(),
  importId: z.int().nullable(),
  journal: z.int().nullable(),
  /** When it is to begin, when that was not at once. */
  runAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
})
export type Job = z.infer<typeof job>

const params = z.object({ id: z.coerce.number().int().positive() })

export const listJobs = endpoint({
  id: 'listJobs',
  method: 'GET',
  path: '/api/v1/jobs',
  summary: 'One’s own jobs, running ones first, then the last ones ended',
  right: 'signed-in',
  result: z.array(job),
})

export const getJob = endpoint({
  id: 'getJob',
  method: 'GET',
  path: '/api/v1/jobs/:id',
  summary: 'One job',
  right: 'signed-in',
  params,
  result: job,
  errors: ['not-found'],
})

export const cancelJob = endpoint({
  id: 'cancelJob',
  method: 'POST',
  path: '/api/v1/jobs/:id/cancel',
  summary: 'Stop a job; what it was writing is taken back',
  right: 'signed-in',
  params,
  result: job,
  errors: ['not-found'],
})

/** Server-sent events: each `job` event carries a job whose state or progress moved. */
export const jobEvents = endpoint({
  id: 'jobEvents',
  method: 'GET',
  path: '/api/v1/jobs/events',
  summary: 'A stream of one’s jobs as they move (server-sent events)',
  right: 'signed-in',
  produces: 'events',
  result: job,
})
