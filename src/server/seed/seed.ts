/**
 * What every installation has from its first start: its id, the supplied roles, usual lists of values. Only what is
 * missing is put in, so that an administrator's changes stay.
 */
import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { locks } from '../platform/database/locks.ts'
import { execute, firstRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { seedLists } from './seed-lists.ts'
import { seedRoles } from './seed-roles.ts'

/** The base holds what an installation starts with; true when that was put in now. Processes that start together wait. */
export function seed(pool: Pool): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(${locks.setUp})`)
    await seedRoles(client)
    if (await firstRow(client, sql`select from setting where key = 'instance'`)) return false
    await seedLists(client)
    const instance = randomBytes(4).toString('hex')
    await execute(client, sql`insert into setting (key, value) values ('instance', ${JSON.stringify(instance)}::jsonb)`)
    return true
  })
}
