import type { ClientConfig, Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config } from './config.ts'

/** What every feature is given: the database, the settings, the log. */
export type Services = { pool: Pool; connection: ClientConfig; config: Config; log: Logger }
