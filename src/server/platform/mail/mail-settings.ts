import { mailSettings, type MailSettings as Stored } from '../../../shared/contract/mail.contract.ts'
import type { Config } from '../config.ts'
import { execute, firstRow, sql, type Queryable } from '../database/sql.ts'

/** How mails go out; `secret` is the password of the mail server. */
export type MailSettings = Stored & { secret: string | null }

export type MailSource = 'database' | 'environment' | 'none'

/** The settings in force and where they come from: what an administrator saved, else SMTP_URL, else none. */
export async function readMailSettings(
  db: Queryable,
  config: Config,
): Promise<{ source: MailSource; settings: MailSettings | null }> {
  const row = await firstRow<{ value: MailSettings }>(db, sql`select value from setting where key = 'mail'`)
  if (row) return { source: 'database', settings: { ...mailSettings.parse(row.value), secret: row.value.secret } }
  if (config.smtpUrl) return { source: 'environment', settings: readSmtpUrl(config.smtpUrl, config.mailFrom) }
  return { source: 'none', settings: null }
}

/** The settings are in force for every process from its next mail on. */
export async function storeMailSettings(db: Queryable, settings: MailSettings | null): Promise<void> {
  if (!settings) {
    await execute(db, sql`delete from setting where key = 'mail'`)
    return
  }
  await execute(
    db,
    sql`insert into setting (key, value) values ('mail', ${JSON.stringify(settings)}::jsonb)
        on conflict (key) do update set value = excluded.value`,
  )
}

/** `smtps://user:password@host:465` → its settings; smtp:// speaks TLS when the server offers it. */
function readSmtpUrl(smtpUrl: string, from: string): MailSettings {
  const url = new URL(smtpUrl)
  const isTls = url.protocol === 'smtps:'
  return {
    host: url.hostname,
    port: Number(url.port) || (isTls ? 465 : 587),
    security: isTls ? 'tls' : 'auto',
    user: url.username === '' ? null : decodeURIComponent(url.username),
    secret: url.password === '' ? null : decodeURIComponent(url.password),
    from,
    address: null,
  }
}
