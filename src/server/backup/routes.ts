/** Backups for administrators: made, listed, downloaded, removed. Putting one back is `rafale restore-backup`. */
import * as contract from '../../shared/contract/backup.contract.ts'
import { demandRight } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { implement, implementStream, type Implementation } from '../platform/http/implement.ts'
import { openBackup, removeBackup } from './backup-directory.ts'
import { changeBackupSettings } from './backup-settings.ts'
import { listBackups } from './list-backups.ts'
import { startBackup } from './make-backup.ts'

export const backupRoutes: readonly Implementation[] = [
  implement(contract.listBackups, (call) => listBackups(call)),
  implement(contract.createBackup, ({ pool, actor }) => startBackup(pool, actor)),

  implementStream(contract.downloadBackup, async ({ pool, config, actor, params }) => {
    // It holds every record.
    demandRight(actor, 'seeAll')
    const stream = await openBackup(config, params.name)
    await writeAudit(pool, { action: 'backup-downloaded', userId: actor.userId, detail: { name: params.name } })
    return { type: 'application/gzip', fileName: params.name, stream }
  }),

  implement(contract.deleteBackup, async ({ pool, config, actor, params }) => {
    await removeBackup(config, params.name)
    await writeAudit(pool, { action: 'backup-deleted', userId: actor.userId, detail: { name: params.name } })
    return {}
  }),

  implement(contract.saveBackupSettings, (call) => changeBackupSettings(call, call.actor, call.body)),
]
