import pg from 'pg'
import type { PostgresConnection } from './embedded-postgres.ts'
import { applicationDatabase, applicationRole, connectTo } from './server-connection.ts'

/**
 * The application's role and database exist; the same connection comes back. The role is no superuser (a fault in our
 * SQL cannot read the server's files), owns its database, which is enough for its extensions, and may make others.
 */
export async function bootstrapDatabase(connection: PostgresConnection): Promise<PostgresConnection> {
  const client = await connectTo(connection, { user: 'postgres' })
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [applicationRole])
    if (role.rowCount === 0) {
      const password = connection.password === undefined ? '' : ` password ${pg.escapeLiteral(connection.password)}`
      await client.query(`create role ${applicationRole} login createdb${password}`)
      await client.query(`grant pg_checkpoint, pg_monitor to ${applicationRole}`)
    }
    const database = await client.query('select 1 from pg_database where datname = $1', [applicationDatabase])
    if (database.rowCount === 0) await client.query(`create database ${applicationDatabase} owner ${applicationRole}`)
    return connection
  } finally {
    await client.end()
  }
}
