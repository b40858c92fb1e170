/**
 * A worker in a process of its own, until it is killed or told to end; says each step of its jobs. The database is given as
 * an argument, or as a line of standard input: it is loaded by then and begins at once.
 */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { readConfig } from '../src/server/platform/config.ts'
import { connectionSettings, openPool } from '../src/server/platform/database/open-database.ts'
import { startWorker } from '../src/server/platform/jobs/start-worker.ts'
import { workerSetup } from '../src/server/jobs/worker-setup.ts'
import { openSecrets } from '../src/server/platform/secrets/secrets.ts'
import { testSecretKey } from './secret-key.ts'
import { silentLog } from './silent-log.ts'

const given = process.argv[2] ?? ((await once(createInterface({ input: process.stdin }), 'line')) as [string])[0]
const connection = connectionSettings(JSON.parse(given) as pg.ClientConfig)
const config = readConfig({ RAFALE_WATCH_DIR: process.env['RAFALE_WATCH_DIR'], RAFALE_SECRET_KEY: testSecretKey })
const pool = openPool(connection, 6, silentLog)
const listener = new pg.Client(connection)
listener.on('error', () => undefined)
await listener.connect()
await listener.query('listen job')
listener.on('notification', () => {
  void pool
    .query<{ step: string | null }>(`select step from job order by id desc limit 1`)
    .then(({ rows }) => process.stdout.write(`${rows[0]?.step ?? ''}\n`))
    .catch(() => undefined)
})
await startWorker(workerSetup({ config, pool, connection, log: silentLog, secrets: openSecrets(config) }))
process.stdout.write('ready\n')
