import type pg from 'pg'
import type { PostgresLog } from '../postgres/embedded-postgres.ts'

/** A PostgreSQL server of one's own cannot be used; the message says why and what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

type Facts = { version: number; version_text: string; encoding: string; ctype: string; missing: string[] }

const neededExtensions = ['pg_trgm']

/** The server answers, is PostgreSQL 15 or later, holds UTF-8, and has the extensions or can make them. */
export async function checkServer(pool: pg.Pool, log: PostgresLog): Promise<void> {
  const { version, version_text, encoding, ctype, missing } = await readFacts(pool)
  const faults: string[] = []
  if (version < 150_000) faults.push(`it is PostgreSQL ${version_text}; Rafale needs 15 or later`)
  if (encoding !== 'UTF8') faults.push(`its encoding is ${encoding}; make the database with "encoding 'UTF8'"`)
  if (missing.length > 0) {
    faults.push(
      `it lacks ${missing.join(' and ')}; install PostgreSQL's contrib package (Debian: postgresql-contrib), ` +
        `then as its administrator: ${missing.map((name) => `create extension ${name};`).join(' ')}`,
    )
  }
  if (faults.length > 0) throw new DatabaseError(`The server of DATABASE_URL cannot be used: ${faults.join('; ')}.`)
  if (ctype === 'C' || ctype === 'POSIX') {
    log.warn(
      `The database of DATABASE_URL has lc_ctype ${ctype}: search takes accented letters for blanks. Make it with C.UTF-8.`,
    )
  }
}

/** `missing` lists what is neither installed nor ours to install: these extensions are trusted, so `create` is enough. */
async function readFacts(pool: pg.Pool): Promise<Facts> {
  const statement = `
    select current_setting('server_version_num')::int as version,
           current_setting('server_version') as version_text,
           pg_encoding_to_char(d.encoding) as encoding,
           d.datctype as ctype,
           array(select needed.name
                 from unnest($1::text[]) as needed (name)
                 left join pg_available_extensions as available on available.name = needed.name
                 where available.installed_version is null
                   and (available.name is null or not has_database_privilege(d.oid, 'create'))) as missing
    from pg_database as d
    where d.datname = current_database()`
  try {
    const { rows } = await pool.query<Facts>(statement, [neededExtensions])
    return rows[0] as Facts
  } catch (error) {
    throw new DatabaseError(`The server of DATABASE_URL does not answer: ${(error as Error).message || String(error)}`)
  }
}
