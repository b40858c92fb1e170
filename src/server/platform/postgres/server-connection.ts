import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { PostgresConnection } from './embedded-postgres.ts'
import type { PostmasterFile } from './postmaster-file.ts'

/** The role and the database of the application; the role owns the database and is no superuser. */
export const applicationRole = 'rafale'
export const applicationDatabase = 'rafale'

/** How to reach the server that wrote this file: by its socket, or on Windows by its loopback port and password. */
export async function serverConnection(directory: string, server: PostmasterFile): Promise<PostgresConnection> {
  const names = { user: applicationRole, database: applicationDatabase }
  if (process.platform !== 'win32') return { host: server.socketDirectory, port: server.port, ...names }
  const password = await readFile(passwordFile(directory), 'utf8')
  return { host: '127.0.0.1', port: server.port, password, ...names }
}

/** Windows only: there are no peer credentials there, so the server wants this password, which only its owner can read. */
export function passwordFile(directory: string): string {
  return join(directory, 'rafale-password')
}

/** A client on the maintenance database `postgres`, connected. */
export async function connectTo(
  connection: PostgresConnection,
  change: Partial<pg.ClientConfig> = {},
): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 10_000, ...change })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
