import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { DatabaseError } from './check-server.ts'

type Migration = { name: string; sql: string; checksum: string }
type Applied = { name: string; checksum: string }

/** Beside us in the source and in the build alike. */
export const migrationsDirectory = fileURLToPath(new URL('../../migrations', import.meta.url))
const lockKey = 7_233_253

/**
 * The database has the tables of this version: every `NNNN-name.sql` not yet recorded in table `migration` ran, in the
 * order of the names, each in a transaction of its own. Returns the names of those that ran. Processes that start
 * together wait for each other. Refused, with nothing done: a file edited after it ran, a base newer than this version.
 */
export async function migrate(pool: pg.Pool, directory: string = migrationsDirectory): Promise<string[]> {
  const migrations = await readMigrations(directory)
  const client = await pool.connect()
  const done: string[] = []
  try {
    const applied = await prepare(client)
    refuseStrangers(migrations, applied)
    for (const migration of migrations) if (await runOnce(client, migration)) done.push(migration.name)
    return done
  } finally {
    client.release()
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const wrong = names.filter(
    (name, at) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name) || name.slice(0, 4) === names[at - 1]?.slice(0, 4),
  )
  if (wrong.length > 0)
    throw new DatabaseError(`Migrations are named NNNN-name.sql, each number once; see ${wrong.join(', ')}.`)
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name: name.slice(0, -'.sql'.length), sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** What has run so far; the table that records it exists afterwards. */
async function prepare(client: pg.PoolClient): Promise<Applied[]> {
  return inLockedTransaction(client, async () => {
    await client.query(`
      create table if not exists migration (
        name     text        primary key,
        checksum text        not null,
        at       timestamptz not null default now()
      )`)
    return (await client.query<Applied>('select name, checksum from migration order by name')).rows
  })
}

function refuseStrangers(migrations: Migration[], applied: Applied[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  const newer = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name)
  if (newer.length > 0) {
    throw new DatabaseError(
      `This base was made by a newer version of Rafale: it has ${newer.join(', ')}, unknown here. Run that version. Nothing was changed.`,
    )
  }
  const edited = applied.filter(({ name, checksum }) => known.get(name) !== checksum).map(({ name }) => name)
  if (edited.length > 0) {
    throw new DatabaseError(
      `Migration ${edited.join(', ')} was edited after it ran on this base. Put it back as it was, and write the change as a new migration. Nothing was changed.`,
    )
  }
}

/** True when it ran now, false when it had already, in another process perhaps while we waited for the lock. */
async function runOnce(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<boolean> {
  return inLockedTransaction(client, async () => {
    const isDone = (await client.query('select 1 from migration where name = $1', [name])).rowCount
    if (isDone) return false
    await client.query(sql).catch((error: unknown) => {
      throw new DatabaseError(
        `Migration ${name} failed${lineOf(error, sql)}: ${(error as Error).message}. It was rolled back.`,
        {
          cause: error,
        },
      )
    })
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
    return true
  })
}

async function inLockedTransaction<T>(client: pg.PoolClient, action: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [lockKey])
    const result = await action()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function lineOf(error: unknown, sql: string): string {
  const position = Number((error as { position?: string }).position)
  return position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : ''
}
