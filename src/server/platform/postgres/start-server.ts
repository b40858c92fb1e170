import { spawn } from 'node:child_process'
import { chown, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresConnection, PostgresLog } from './embedded-postgres.ts'
import { explainFailure, readTail } from './explain-failure.ts'
import type { Binaries } from './locate-binaries.ts'
import type { Place } from './place-data-directory.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { runProgram, spawnError, spawnOptions } from './run-program.ts'
import { serverConnection } from './server-connection.ts'
import { writeServerFiles } from './write-server-files.ts'

type Start = { place: Place; binaries: Binaries; log: PostgresLog; settings: Record<string, string> }

const largestLog = 10 * 2 ** 20

/**
 * A new server runs on the place and accepts connections. It is in a session of its own, so that a Ctrl+C meant for us
 * does not stop it under our feet, and writes to a file, so that it outlives us when we are killed.
 */
export async function startServer({ place, binaries, log, settings }: Start): Promise<PostgresConnection> {
  await writeServerFiles(place, settings)
  const logFile = await rotateLog(place)
  const hasEnded =
    process.platform === 'win32'
      ? await launchOnWindows(place, binaries, logFile)
      : await launch(place, binaries, logFile)

  for (let waited = 0; ; waited += 10) {
    const server = await readPostmasterFile(place.directory)
    if (server?.isReady) return serverConnection(place.directory, server)
    const error = hasEnded()
    if (error instanceof Error) throw error
    if (error) throw await explainFailure('PostgreSQL could not start', place.directory, await readTail(logFile))
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

/** The log's path; a log grown large is put aside, and one older is dropped. */
async function rotateLog({ directory }: Place): Promise<string> {
  const file = join(directory, 'postgres.log')
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > largestLog) await rename(file, `${file}.old`)
  return file
}
