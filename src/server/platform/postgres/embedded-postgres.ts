/**
 * The PostgreSQL that comes with Rafale: native PostgreSQL 18 as a child process, for whoever has no server of their own.
 * Steps: place the data directory, put the binaries in reach, attach to a running server or start one, take a lease on it.
 * The lease says who uses the server: the last process to leave stops it, whoever started it.
 */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Logger } from 'pino'
import { attachToServer } from './attach-to-server.ts'
import { bootstrapDatabase } from './bootstrap-database.ts'
import { createCluster } from './create-cluster.ts'
import { explainFileError } from './explain-failure.ts'
import { locateBinaries } from './locate-binaries.ts'
import { placeDataDirectory } from './place-data-directory.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import { startServer } from './start-server.ts'
import { stopServer } from './stop-server.ts'
import { takeLease } from './take-lease.ts'
import { withStartLock } from './with-start-lock.ts'

export type PostgresConnection = { host: string; port: number; user: string; database: string; password?: string }
export type PostgresLog = Pick<Logger, 'info' | 'warn' | 'error'>

export type EmbeddedPostgres = {
  /** Can be spread into the settings of a `pg` pool or client. */
  connection: PostgresConnection
  /** True when the server was already running, started by another process or left by a killed one. */
  attached: boolean
  /** Leaves the server; it stops when no other process uses it. Close the pools first. */
  stop(): Promise<void>
}

/** `settings` are PostgreSQL settings added to ours, for the time of this start (tests turn fsync off). */
export type EmbeddedPostgresOptions = { dataDir: string; log: PostgresLog; settings?: Record<string, string> }

/**
 * A PostgreSQL server on `dataDir` accepts our connections and the database `rafale` exists, empty on the first start.
 * Throws a `PostgresStartError` that says what to do when that cannot be had.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return attachOrStart(options).catch(async (error: unknown) => {
    throw await explainFileError(error, options.dataDir)
  })
}

async function attachOrStart(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options
  const startedAt = performance.now()
  await makeDataDirectory(dataDir)

  return withStartLock(dataDir, async () => {
    const place = await placeDataDirectory(dataDir, log)
    const running = await attachToServer(place)
    const connection = running ?? (await startOnPlace())
    const lease = await takeLease(connection, log)
    const milliseconds = Math.round(performance.now() - startedAt)
    log.info(
      { dataDir: place.directory, milliseconds },
      running ? 'PostgreSQL was running: attached' : 'PostgreSQL started',
    )
    return { connection, attached: running !== undefined, stop: once(() => leave(lease)) }

    async function startOnPlace(): Promise<PostgresConnection> {
      const binaries = await locateBinaries(place)
      await createCluster(place, binaries, log)
      const superuser = await startServer({ place, binaries, log, settings: options.settings ?? {} })
      return bootstrapDatabase(superuser)
    }

    async function leave(held: typeof lease): Promise<void> {
      await withStartLock(dataDir, async () => {
        const others = await held.countOthers()
        await held.release()
        if (others === 0) await stopServer(place, log)
        else if (others === undefined) log.warn('PostgreSQL could not be asked who uses it, and was left as it is')
        else log.info({ others }, 'PostgreSQL left running for the other processes that use it')
      })
    }
  })
}

/** Uploaded files will be in it, so it is made for its owner alone; the directories above are as the system likes them. */
async function makeDataDirectory(dataDir: string): Promise<void> {
  await mkdir(dirname(dataDir), { recursive: true })
  await mkdir(dataDir, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST')
      throw new PostgresStartError(`The data directory ${dataDir} cannot be made: ${error.message}`)
  })
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= action())
}
