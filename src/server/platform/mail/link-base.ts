import type { Queryable } from '../database/sql.ts'
import type { Config } from '../config.ts'
import { readMailSettings } from './mail-settings.ts'

/**
 * The address that links in mails begin with. Never taken from a request: whoever asks for a link could name a site of
 * his own there.
 */
export async function linkBase(db: Queryable, config: Config): Promise<string> {
  if (config.publicUrl) return config.publicUrl
  const { settings } = await readMailSettings(db, config)
  const { host, port } = config
  return settings?.address?.replace(/\/+$/, '') ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`
}
