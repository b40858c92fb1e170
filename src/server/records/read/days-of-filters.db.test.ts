/** "within 90 days" counts from the day it is where the installation is, which for hours is not that of the base (UTC). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { silentLog } from '../../../../test/silent-log.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { connectionSettings, openPool } from '../../platform/database/open-database.ts'
import { onlyRow, rowsOf, sql } from '../../platform/database/sql.ts'
import { saveRecord } from '../edit/save-record.ts'
import { selectionSql } from './selection-sql.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const inZone = async <T>(zone: string, work: (pool: TestDatabase['pool']) => Promise<T>): Promise<T> => {
  const pool = openPool(connectionSettings(database.connection, zone), 1, silentLog)
  return work(pool).finally(() => pool.end())
}

/** The day it is in a zone, so many days ago. */
function dayIn(zone: string, daysAgo: number): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date())
  return new Date(Date.parse(`${today}T00:00:00Z`) - daysAgo * 86_400_000).toISOString().slice(0, 10)
}

describe.each([
  // At every moment one of the two has another day than UTC.
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
])('in %s', (zone) => {
  it('the first day that is too long ago is the one before the ninetieth', async () => {
    const edge: Record<string, number> = {}
    for (const daysAgo of [90, 91]) {
      const values = { name: `${zone} ${daysAgo}`, lastVisit: dayIn(zone, daysAgo) }
      edge[daysAgo] = (await saveRecord(database.pool, systemActor, { entity: 'company', values })).id
    }
    const found = await inZone(zone, (pool) =>
      rowsOf<{ id: number }>(
        pool,
        sql`select r.id ${selectionSql(
          {
            entity: 'company',
            filter: {
              all: [
                { field: 'lastVisit', operator: 'notWithinDays', value: 90 },
                { field: 'name', operator: 'startsWith', value: zone },
              ],
            },
          },
          systemActor,
        )}`,
      ),
    )
    expect(found.map(({ id }) => id)).toEqual([edge[91]])
  })
})

it.each([
  ['Europe/Paris', '2026-03-28T22:59:59Z', '2026-03-28'],
  ['Europe/Paris', '2026-03-28T23:00:00Z', '2026-03-29'],
  ['Europe/Paris', '2026-06-30T21:59:59Z', '2026-06-30'],
  ['Europe/Paris', '2026-06-30T22:00:00Z', '2026-07-01'],
  ['America/New_York', '2026-01-01T04:59:59Z', '2025-12-31'],
])('in %s the day of %s is %s', async (zone, moment, day) => {
  const found = await inZone(zone, (pool) =>
    onlyRow<{ day: string }>(pool, sql`select local_time_of(${moment}::timestamptz)::date as day`),
  )
  expect(found.day).toBe(day)
})

it('a connection that says no zone has the usual one', async () => {
  const { rows } = await database.pool.query<{ day: string }>(
    `select set_config('rafale.timezone', '', false), local_time_of('2026-03-28T23:00:00Z')::date as day`,
  )
  expect(rows[0]?.day).toBe('2026-03-29')
})
