import { backupSettings, type BackupList } from '../../shared/contract/backup.contract.ts'
import { firstRow, sql } from '../platform/database/sql.ts'
import { diskSpace } from '../platform/files/disk-space.ts'
import type { Services } from '../platform/services.ts'
import { backupDirectory, readBackups } from './backup-directory.ts'
import { nextBackup, readBackupSettings } from './backup-settings.ts'

type Last = { id: number; state: string; progress: number; at: string; message: string | null }

/** The backups that are kept, when the next is made, and how the last attempt went. */
export async function listBackups({ pool, config }: Services): Promise<BackupList> {
  const settings = await readBackupSettings(pool, config)
  const directory = backupDirectory(config)
  const backups = await readBackups(config)
  const last = await firstRow<Last>(
    pool,
    sql`select id, state, progress, coalesce(ended_at, created_at) as at, error ->> 'message' as message
          from job where kind = 'backup' order by id desc limit 1`,
  )
  const isRunning = last !== undefined && ['queued', 'waiting', 'running'].includes(last.state)
  return {
    settings: backupSettings.parse(settings),
    timeZone: config.timezone,
    nextAt: nextBackup(settings, config.timezone)?.toISOString() ?? null,
    directory,
    freeBytes: (await diskSpace(directory)).freeBytes,
    job: isRunning ? { id: last.id, progress: last.progress } : null,
    failure: last?.state === 'failed' ? { at: last.at, message: last.message ?? '' } : null,
    backups,
  }
}
