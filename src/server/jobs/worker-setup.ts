import type { WorkerSetup } from '../platform/jobs/start-worker.ts'
import type { Services } from '../platform/services.ts'
import { startDueBackup } from '../backup/make-backup.ts'
import { clearImports } from '../import/clear-imports.ts'
import { clearUploads } from '../import/uploads/uploads.ts'
import { mailNotices } from '../notices/mail-notices.ts'
import { sourceRunEnded, startDue } from '../import/sources/start-due.ts'
import { removeExpired } from '../export/remove-expired.ts'
import { jobActor } from './job-actor.ts'
import { jobTasks } from './tasks.ts'
import { tellJobEnd } from './tell-job-end.ts'
import { tidyUp } from './tidy-up.ts'

/** All that a worker does for this application. */
export const workerSetup = (services: Services): WorkerSetup => ({
  services,
  tasks: jobTasks(services),
  actorOf: (userId) => jobActor(services.pool, userId),
  onEnded: async (job) => {
    await tellJobEnd(services.pool, job)
    await sourceRunEnded(services, job)
  },
  chores: {
    // At night, when nobody waits for the disk.
    'clear-imports': { run: () => clearImports(services.pool), cron: '17 3 * * *' },
    'clear-uploads': { run: () => clearUploads(services.pool), cron: '47 * * * *' },
    'mail-notices': { run: () => mailNotices(services) },
    'tidy-up': { run: () => tidyUp(services), cron: '20 3 * * *' },
    // Nothing to make up for after a night without a worker: what is due is due once.
    'start-sources': { run: () => startDue(services), cron: '* * * * *', isMadeUpFor: false },
    // One for however many nights without a worker.
    'start-backup': { run: () => startDueBackup(services), cron: '* * * * *', isMadeUpFor: false },
    'remove-expired-exports': { cron: '17 * * * *', run: () => removeExpired(services.pool) },
  },
})
