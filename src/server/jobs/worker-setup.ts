import type { WorkerSetup } from '../platform/jobs/start-worker.ts'
import type { Services } from '../platform/services.ts'
import { mailNotices } from '../notices/mail-notices.ts'
import { jobActor } from './job-actor.ts'
import { jobTasks } from './tasks.ts'
import { tellJobEnd } from './tell-job-end.ts'

/** All that a worker does for this application. */
export const workerSetup = (services: Services): WorkerSetup => ({
  services,
  tasks: jobTasks(services.pool),
  actorOf: (userId) => jobActor(services.pool, userId),
  onEnded: (job) => tellJobEnd(services.pool, job),
  chores: { 'mail-notices': { run: () => mailNotices(services) } },
})
