import { mailSettings, type MailSettings } from '../../../shared/contract/mail.contract.ts'
import type { Config } from '../config.ts'
import type { Services } from '../services.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { mailPasswordSlot } from '../secrets/slots.ts'
import { execute, firstRow, sql, type Queryable } from '../database/sql.ts'

/** How mails go out, with the password of the mail server in clear: to send with, given to nobody. */
export type MailAccess = MailSettings & { password: string | null }

export type MailSource = 'database' | 'environment' | 'none'

type Known = { source: MailSource; settings: MailSettings | null; hasPassword: boolean }
type StoredRow = { value: MailSettings & { secret: string | null } }

const readRow = (db: Queryable) => firstRow<StoredRow>(db, sql`select value from setting where key = 'mail'`)

/** The settings in force and where they come from: what an administrator saved, else SMTP_URL, else none. */
export async function readMailSettings(db: Queryable, config: Config): Promise<Known> {
  const row = await readRow(db)
  if (row) {
    return { source: 'database', settings: mailSettings.parse(row.value), hasPassword: row.value.secret !== null }
  }
  if (!config.smtpUrl) return { source: 'none', settings: null, hasPassword: false }
  const { password, ...settings } = readSmtpUrl(config.smtpUrl, config.mailFrom)
  return { source: 'environment', settings, hasPassword: password !== null }
}

/** What is needed to send; null when no mail server is set up. Throws 'secret-key-missing', 'secret-damaged'. */
export async function openMailAccess(
  db: Queryable,
  { config, secrets }: Pick<Services, 'config' | 'secrets'>,
): Promise<MailAccess | null> {
  const row = await readRow(db)
  if (row) {
    const { secret } = row.value
    return {
      ...mailSettings.parse(row.value),
      password: secret === null ? null : await secrets.open(mailPasswordSlot, secret),
    }
  }
  return config.smtpUrl ? readSmtpUrl(config.smtpUrl, config.mailFrom) : null
}

/** Those settings are in force for every process from its next mail on, with the password sealed. */
export async function storeMailSettings(
  client: Queryable,
  secrets: Secrets,
  { password, ...settings }: MailAccess,
): Promise<void> {
  const secret = password === null ? null : await secrets.seal(client, mailPasswordSlot, password)
  await execute(
    client,
    sql`insert into setting (key, value) values ('mail', ${JSON.stringify({ ...settings, secret })}::jsonb)
        on conflict (key) do update set value = excluded.value`,
  )
}

/** Nothing is saved: SMTP_URL is in force, if it is set. */
export async function deleteMailSettings(client: Queryable): Promise<void> {
  await execute(client, sql`delete from setting where key = 'mail'`)
}

/** `smtps://user:password@host:465` → its settings; smtp:// speaks TLS when the server offers it. */
function readSmtpUrl(smtpUrl: string, from: string): MailAccess {
  const url = new URL(smtpUrl)
  const isTls = url.protocol === 'smtps:'
  return {
    host: url.hostname,
    port: Number(url.port) || (isTls ? 465 : 587),
    security: isTls ? 'tls' : 'auto',
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    from,
    address: null,
  }
}
