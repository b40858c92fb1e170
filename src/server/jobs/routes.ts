import {
  cancelJob as cancelContract,
  getJob,
  jobEvents,
  listJobs as listContract,
} from '../../shared/contract/job.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { implement, implementStream, type Implementation } from '../platform/http/implement.ts'
import { cancelJob } from '../platform/jobs/cancel-job.ts'
import type { Pool } from 'pg'
import type { Actor } from '../platform/auth/actor.ts'
import { jobStream } from './job-stream.ts'
import { findJob, listJobs } from './read-jobs.ts'

export const jobRoutes: readonly Implementation[] = [
  implement(listContract, ({ pool, actor }) => listJobs(pool, actor)),
  implement(getJob, ({ pool, actor, params }) => demandJob(pool, actor, params.id)),
  implement(cancelContract, async ({ pool, actor, params }) => {
    await cancelJob(pool, params.id, actor.userId)
    return demandJob(pool, actor, params.id)
  }),
  implementStream(jobEvents, async ({ actor, ...app }) => ({
    type: 'text/event-stream',
    stream: await jobStream(app, actor),
  })),
]

async function demandJob(pool: Pool, actor: Actor, id: number) {
  const job = await findJob(pool, actor, id)
  if (!job) throw new RafaleError('not-found')
  return job
}
