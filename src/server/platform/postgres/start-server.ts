import { spawn } from 'node:child_process'
import { chown, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresConnection, PostgresLog } from './embedded-postgres.ts'
import { explainFailure, isLeftover, isStillInUse } from './explain-failure.ts'
import type { Binaries } from './locate-binaries.ts'
import type { Place } from './place-data-directory.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { runProgram, spawnError, spawnOptions } from './run-program.ts'
import { serverConnection } from './server-connection.ts'
import { writeServerFiles } from './write-server-files.ts'

type Start = { place: Place; binaries: Binaries; log: PostgresLog; settings: Record<string, string> }

const largestLog = 10 * 2 ** 20

/** How long the backends of a killed server may take to notice, and a crash to be cleaned up. */
const patienceMs = 15_000

/**
 * A new server runs on the place and accepts connections. It is in a session of its own, so that a Ctrl+C meant for us
 * does not stop it under our feet, and writes to a file, so that it outlives us when we are killed.
 */
export async function startServer(start: Start): Promise<PostgresConnection> {
  const { place, settings } = start
  await writeServerFiles(place, settings)
  for (const until = Date.now() + patienceMs; ; await sleep(100)) {
    const { connection, output } = await tryToStart(start)
    if (connection) return connection
    const isWorthAnother = isStillInUse(output) || isLeftover(output)
    if (!isWorthAnother || Date.now() > until) {
      throw await explainFailure('PostgreSQL could not start', place.directory, output)
    }
  }
}

/** The connection once the server is ready, or what it wrote before it ended. */
async function tryToStart({
  place,
  binaries,
  log,
}: Start): Promise<{ connection?: PostgresConnection; output: string }> {
  const logFile = await rotateLog(place)
  const launchServer = process.platform === 'win32' ? launchOnWindows : launch
  const hasEnded = await launchServer(place, binaries, logFile.path)

  for (let waited = 0; ; waited += 10) {
    const server = await readPostmasterFile(place.directory)
    if (server?.isReady) return { connection: await serverConnection(place.directory, server), output: '' }
    const end = hasEnded()
    if (end instanceof Error) throw end
    if (end) return { output: (await readFile(logFile.path)).subarray(logFile.size).toString() }
    if (waited > 0 && waited % 5_000 === 0)
      log.info('PostgreSQL is still starting; after a crash it first replays its log')
    await sleep(10)
  }
}

/** Starts the server; the answer tells whether it has ended since, or why it never ran. */
async function launch(place: Place, binaries: Binaries, logFile: string): Promise<() => boolean | Error> {
  const output = await open(logFile, 'a', 0o600)
  if (place.account.switched) await chown(logFile, place.account.uid, place.account.gid)
  let ended: boolean | Error = false
  try {
    const stdio = ['ignore' as const, output.fd, output.fd]
    const server = spawn(binaries.postgres, ['-D', place.directory], {
      ...spawnOptions(place.account),
      detached: true,
      stdio,
    })
    server.on('error', (error) => (ended = spawnError(error, binaries.postgres, place.account)))
    server.on('exit', () => (ended = true))
    server.unref()
  } finally {
    await output.close()
  }
  return () => ended
}

/** Untested: PostgreSQL refuses administrators on Windows, and `pg_ctl` is what gives their rights up. */
async function launchOnWindows(place: Place, binaries: Binaries, logFile: string): Promise<() => boolean> {
  const { code } = await runProgram(
    binaries.pgCtl,
    ['start', '-D', place.directory, '-l', logFile, '-w'],
    place.account,
  )
  return () => code !== 0
}

/** The log, and how much was in it; one grown large is put aside, and an older one dropped. */
async function rotateLog({ directory }: Place): Promise<{ path: string; size: number }> {
  const path = join(directory, 'postgres.log')
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size <= largestLog) return { path, size }
  await rename(path, `${path}.old`)
  return { path, size: 0 }
}
