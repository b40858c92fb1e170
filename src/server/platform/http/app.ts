import type { Logger } from 'pino'
import type { Pool } from 'pg'
import type { Config } from '../config.ts'
import type { Database } from '../database/open-database.ts'

/** What every handler is given of the process it runs in. */
export type App = {
  config: Config
  database: Pick<Database, 'pool' | 'connection'>
  pool: Pool
  log: Logger
  version: string
}
