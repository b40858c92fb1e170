import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { silentLog } from '../../../../test/silent-log.ts'
import { checkServer } from './check-server.ts'
import { connectionSettings, openDatabase, openPool } from './open-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

describe('values of PostgreSQL in JavaScript', () => {
  it.each([
    [`9007199254740991::int8`, Number.MAX_SAFE_INTEGER],
    [`'12.50'::numeric`, '12.50'],
    [`'2026-03-29'::date`, '2026-03-29'],
    [`'2026-03-29 09:30:00+02'::timestamptz`, '2026-03-29T07:30:00.000Z'],
    [`'2026-03-29 09:30:00.5+02'::timestamptz`, '2026-03-29T07:30:00.500Z'],
    [`'2026-03-29 09:30:00.123456Z'::timestamptz`, '2026-03-29T09:30:00.123456Z'],
    [`'infinity'::timestamptz`, 'infinity'],
    [`array[1, null]::int8[]`, [1, null]],
    [`array['2026-03-29']::date[]`, ['2026-03-29']],
    [`array['2026-03-29 00:00Z']::timestamptz[]`, ['2026-03-29T00:00:00.000Z']],
    [`'{"a": 1.0}'::jsonb`, { a: 1 }],
  ])('%s', async (expression, expected) => {
    const { rows } = await database.pool.query<{ it: unknown }>(`select ${expression} as it`)
    expect(rows[0]?.it).toEqual(expected)
  })
})

describe('a server of one’s own', () => {
  it('is accepted when it is recent, holds UTF-8 and can have the extensions', async () => {
    await expect(checkServer(database.pool, silentLog)).resolves.toBeUndefined()
  })

  it('is refused when the extensions are missing and not ours to make', async () => {
    const other = openPool(connectionSettings({ ...database.connection, database: 'template1' }), 1, silentLog)
    await expect(checkServer(other, silentLog)).rejects.toThrow(/lacks pg_trgm;.*create extension pg_trgm;/)
    await other.end()
  })

  it('that does not answer is said so, without its password', async () => {
    const config = {
      databaseUrl: 'postgres://someone:s3cret@127.0.0.1:1/none',
      dataDir: '/nowhere',
      databasePool: 2,
      timezone: 'UTC',
    }
    const opening = openDatabase(config, silentLog)
    await expect(opening).rejects.toThrow(/does not answer/)
    await expect(opening).rejects.not.toThrow(/s3cret/)
  })
})
