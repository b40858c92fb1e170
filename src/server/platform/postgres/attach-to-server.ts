import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresConnection } from './embedded-postgres.ts'
import { bootstrapDatabase } from './bootstrap-database.ts'
import type { Place } from './place-data-directory.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import { isServerProcess, readPostmasterFile } from './postmaster-file.ts'
import { connectTo, serverConnection } from './server-connection.ts'

/**
 * The connection of the server that runs on this directory, or undefined when none does; then nothing keeps one from
 * starting. A server still coming up (recovering, after a crash) or going down is waited for.
 */
export async function attachToServer(place: Place): Promise<PostgresConnection | undefined> {
  for (;;) {
    const server = await readPostmasterFile(place.directory)
    if (!server) {
      await rm(join(place.directory, 'postmaster.pid'), { force: true })
      return undefined
    }

    // Asked first, and not the process: with a shared volume the server may run in another container.
    const connection = server.isReady ? await serverConnection(place.directory, server) : undefined
    if (connection && (await answers(connection))) return bootstrapDatabase(connection)

    if (!(await isServerProcess(server.pid, place.directory))) {
      await rm(join(place.directory, 'postmaster.pid'), { force: true })
      return undefined
    }
    await sleep(50)
  }
}

/** False while it starts or stops, and when nothing listens; any other refusal would be the same the next time. */
async function answers(connection: PostgresConnection): Promise<boolean> {
  try {
    const client = await connectTo(connection, { user: 'postgres' })
    await client.end()
    return true
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    const isRefusal = code !== undefined && /^[0-9A-Z]{5}$/.test(code) && code !== cannotConnectNow
    if (!isRefusal) return false
    throw new PostgresStartError(`A PostgreSQL server runs on this data directory, and refuses this user: ${message}.`)
  }
}

const cannotConnectNow = '57P03'
