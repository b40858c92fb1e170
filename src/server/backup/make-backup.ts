/** A backup made on the server: asked for by somebody or due by the clock, written by a job into the directory of backups. */
import { join } from 'node:path'
import type { Pool } from 'pg'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { locks } from '../platform/database/locks.ts'
import { execute, firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import type { JobRun } from '../platform/jobs/job-run.ts'
import type { Services } from '../platform/services.ts'
import { backupName, keepNewest, prepareDirectory } from './backup-directory.ts'
import { nextBackup, readBackupSettings, storeBackupSettings } from './backup-settings.ts'
import { writeBackup } from './write-backup.ts'

/** A job makes a backup now; throws 'backup-running' while another one does. */
export async function startBackup(pool: Pool, actor: Actor): Promise<{ job: number; name: string }> {
  return inTransaction(pool, async (client) => {
    if (await isUnderWay(client)) throw new RafaleError('backup-running')
    const name = backupName(new Date(), { isDaily: false })
    await writeAudit(client, { action: 'backup-asked', userId: actor.userId, detail: { name } })
    return { job: await addBackupJob(client, actor.userId, name), name }
  })
}

/** The job of the daily backup, if one is due and none is under way; looked at every minute, on every node. */
export async function startDueBackup({ pool, config }: Pick<Services, 'pool' | 'config'>): Promise<void> {
  await inTransaction(pool, async (client) => {
    if (await isUnderWay(client)) return
    const settings = await readBackupSettings(client, config, { isKept: true })
    const now = new Date()
    const next = nextBackup(settings, config.timezone)
    const isDue = next !== null && next <= now
    if (isDue) await addBackupJob(client, null, backupName(now, { isDaily: true }))
    if (isDue || settings.since === null) await storeBackupSettings(client, settings)
  })
}

/** Whether a job makes a backup; nobody else begins one until the end of the transaction. */
async function isUnderWay(client: Queryable): Promise<boolean> {
  await execute(client, sql`select pg_advisory_xact_lock(${locks.backup})`)
  const busy = await firstRow(
    client,
    sql`select from job where kind = 'backup' and state in ('queued', 'waiting', 'running') limit 1`,
  )
  return busy !== undefined
}

const addBackupJob = (client: Queryable, userId: number | null, name: string): Promise<number> =>
  addJob(client, { kind: 'backup', userId, subject: name, params: { name } })

/** The job: the file is there, whole, and older daily ones are gone as the settings say. Throws 'backup-not-written'. */
export async function runBackup(
  { pool, config }: Services,
  run: Pick<JobRun, 'params' | 'signal'>,
  onProgress: (share: number) => void,
): Promise<object> {
  const name = String(run.params['name'])
  const directory = await prepareDirectory(config).catch(cannotWrite(config.backupDir ?? config.dataDir))
  const watching = { onTable: (_table: string, share: number) => onProgress(share), signal: run.signal }
  await writeBackup(pool, join(directory, name), watching).catch(cannotWrite(directory))
  const { keep } = await readBackupSettings(pool, config)
  await keepNewest(config, keep)
  return {}
}

/** What the disk says, as an error that tells what to do. */
const cannotWrite =
  (directory: string) =>
  (error: NodeJS.ErrnoException): never => {
    const isOfDisk = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EIO'].includes(
      error.code ?? '',
    )
    throw isOfDisk ? new RafaleError('backup-not-written', { directory, detail: error.code ?? '' }) : error
  }
