import type { ClientConfig, Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Secrets } from './secrets/secrets.ts'

/** What every feature is given: the database, the settings, the log, and what is kept sealed. */
export type Services = { pool: Pool; connection: ClientConfig; config: Config; log: Logger; secrets: Secrets }
