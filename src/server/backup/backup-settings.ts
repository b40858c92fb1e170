import { Cron } from 'croner'
import { backupSettings, type BackupSettings } from '../../shared/contract/backup.contract.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import type { Config } from '../platform/config.ts'
import { execute, firstRow, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Services } from '../platform/services.ts'

/** With the moment they count from: what became due since is made once, however long nothing ran. Null: not stored yet. */
export type StoredSettings = BackupSettings & { since: string | null }

/** Every night, unless somebody else keeps the database. */
const usual = ({ databaseUrl }: Config): BackupSettings => ({
  isDaily: databaseUrl === undefined,
  at: '02:30',
  keep: 7,
})

/** The settings in force; `isKept` makes the transaction the only one that changes them. */
export async function readBackupSettings(
  db: Queryable,
  config: Config,
  { isKept = false } = {},
): Promise<StoredSettings> {
  const row = await firstRow<{ value: StoredSettings }>(
    db,
    sql`select value from setting where key = 'backup' ${isKept ? sql`for update` : sql``}`,
  )
  return row ? { ...backupSettings.parse(row.value), since: row.value.since } : { ...usual(config), since: null }
}

/** The settings are in force from now on. */
export async function storeBackupSettings(client: Queryable, settings: BackupSettings): Promise<void> {
  const value = { ...backupSettings.parse(settings), since: new Date().toISOString() }
  await execute(
    client,
    sql`insert into setting (key, value) values ('backup', ${JSON.stringify(value)}::jsonb)
        on conflict (key) do update set value = excluded.value`,
  )
}

/** The settings are in force; the next backup is made at the next such time from now. */
export async function changeBackupSettings(
  { pool }: Pick<Services, 'pool'>,
  actor: Actor,
  given: BackupSettings,
): Promise<BackupSettings> {
  await inTransaction(pool, async (client) => {
    await storeBackupSettings(client, given)
    await writeAudit(client, { action: 'backup-settings-changed', userId: actor.userId, detail: { ...given } })
  })
  return given
}

/** When a backup is made next by the clock; null when none is. */
export function nextBackup({ isDaily, at, since }: StoredSettings, timezone: string): Date | null {
  if (!isDaily) return null
  const [hour, minute] = at.split(':').map(Number)
  return new Cron(`${minute} ${hour} * * *`, { timezone, mode: '5-part' }).nextRun(
    since === null ? new Date() : new Date(since),
  )
}
