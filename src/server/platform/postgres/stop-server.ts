import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresLog } from './embedded-postgres.ts'
import { locateBinaries } from './locate-binaries.ts'
import type { Place } from './place-data-directory.ts'
import { isServerProcess, readPostmasterFile } from './postmaster-file.ts'
import { runProgram } from './run-program.ts'

/** A server that writes gigabytes in its last checkpoint takes a while; beyond this it is left to end by itself. */
const patienceMs = 120_000

/** The server of this directory has ended, its data whole on the disk and its connections closed. */
export async function stopServer(place: Place, log: PostgresLog): Promise<void> {
  const server = await readPostmasterFile(place.directory)
  if (!server || !(await isServerProcess(server.pid, place.directory))) return
  if (process.platform === 'win32') {
    const { pgCtl } = await locateBinaries(place)
    await runProgram(pgCtl, ['stop', '-D', place.directory, '-m', 'fast', '-w'], place.account)
    return
  }

  process.kill(server.pid, 'SIGINT')
  const until = Date.now() + patienceMs
  while (await isServerProcess(server.pid, place.directory)) {
    if (Date.now() > until) return log.warn({ pid: server.pid }, 'PostgreSQL is still stopping, and was left to it')
    await sleep(10)
  }
  log.info('PostgreSQL stopped')
}
