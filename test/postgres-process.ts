/** A process that uses the embedded PostgreSQL of the data directory it is given, until its standard input ends. */
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded-postgres.ts'
import { silentLog } from './silent-log.ts'

const [dataDir = ''] = process.argv.slice(2)
try {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog })
  process.stdout.write(`${JSON.stringify(server)}\n`)
  process.stdin.resume().once('end', () => void server.stop())
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: (error as Error).message })}\n`)
}
