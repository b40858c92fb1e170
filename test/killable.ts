/** What stories that kill processes need: a worker in a process of its own, and a PostgreSQL of one's own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ClientConfig, Pool } from 'pg'
import { connectionSettings, openPool } from '../src/server/platform/database/open-database.ts'
import { onlyRow, sql } from '../src/server/platform/database/sql.ts'
import { startEmbeddedPostgres } from '../src/server/platform/postgres/embedded-postgres.ts'
import { silentLog } from './silent-log.ts'

const textOf = ({ host, port, user, password, database }: ClientConfig) =>
  JSON.stringify({ host, port, user, password, database })

/** A worker in a process of its own, which waits for `go` unless it is given a database; `reached` waits until it says a step. */
export function startProcess(connection?: ClientConfig) {
  const script = fileURLToPath(new URL('worker-process.ts', import.meta.url))
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', script, ...(connection ? [textOf(connection)] : [])],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    go: (to: ClientConfig) => child.stdin!.write(`${textOf(to)}\n`),
    /** Until it said one of the steps: a short one may be over before it could be said. */
    reached: async (...steps: string[]) => {
      while (!steps.some((step) => lines.includes(step)) && child.exitCode === null) await sleep(5)
    },
    hasSaid: (step: string) => lines.includes(step),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Nobody else works in the database any more: what a killed process had begun has come to its end. */
export async function quiet(pool: Pool): Promise<void> {
  for (;;) {
    const { others } = await onlyRow<{ others: number }>(
      pool,
      sql`select count(*) as others from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    if (others === 0) return
    await sleep(20)
  }
}

/** The embedded server on a directory, started when it does not run. */
export async function openServer(dataDir: string) {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog })
  const connection = connectionSettings(server.connection)
  const pool = openPool(connection, 8, silentLog)
  const close = async () => {
    await pool.end()
    await server.stop()
  }
  return { pool, connection, close }
}

/** The first line of postmaster.pid is the number of the process. */
export async function postmasterOf(dataDir: string): Promise<number> {
  for (const place of [dataDir, join(dataDir, 'postgres'), join(dataDir, 'pgdata')]) {
    const found = await readFile(join(place, 'postmaster.pid'), 'utf8').catch(() => undefined)
    if (found) return Number(found.split('\n')[0])
  }
  throw new Error(`No server runs in ${dataDir}`)
}
