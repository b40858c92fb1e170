import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { tableHash } from '../../../../test/table-hash.ts'
import { onlyRow, rowsOf, sql } from '../../platform/database/sql.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { saveRecord } from '../edit/save-record.ts'
import { planDeletion } from '../plan/plan-deletion.ts'
import { applyChanges } from './apply-changes.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const company = (code: string) =>
  saveRecord(db.pool, systemActor, {
    entity: 'company',
    values: { code, name: code },
    addresses: [{ values: { city: 'Nantes' } }],
  })
const contact = (owner: number, lastName: string) =>
  saveRecord(db.pool, systemActor, {
    entity: 'contact',
    values: { company: owner, lastName },
    addresses: [{ values: { city: 'Rezé' } }],
  })

it('a company that gained a contact since its deletion was planned stays with all it has, the others go', async () => {
  const [kept, gone] = [await company('kept'), await company('gone')]
  await contact(kept.id, 'Ancien')
  await contact(gone.id, 'Ancien')
  // Planned as a bulk deletion is: in a transaction of its own, applied later.
  const tables = await inTransaction(db.pool, (client) =>
    planDeletion(client, { entity: 'company', ids: sql`select id from company`, bulkName: 'test_deletion' }),
  )
  await contact(kept.id, 'Nouveau')
  const before = await tableHash(db.pool)
  const applied = await inTransaction(db.pool, (client) =>
    applyChanges(client, { actor: systemActor, plan: { tables, isInteractive: false }, head: { kind: 'import' } }),
  )
  expect(applied.counts).toEqual({
    company: { create: 0, update: 0, delete: 1 },
    contact: { create: 0, update: 0, delete: 1 },
    address: { create: 0, update: 0, delete: 2 },
  })
  expect(applied.stale).toBe(4)
  expect(await rowsOf(db.pool, sql`select last_name as name from contact order by id`)).toEqual([
    { name: 'Ancien' },
    { name: 'Nouveau' },
  ])
  expect(await onlyRow(db.pool, sql`select count(*) as addresses from address`)).toEqual({ addresses: 3 })
  expect(await tableHash(db.pool)).not.toBe(before)
})
