import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../test/database.ts'
import { tableHash } from '../../../../test/table-hash.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { saveRecord } from '../edit/save-record.ts'
import type { RecordEdit } from '../edit/record-edit.ts'
import { deleteRecord } from '../edit/delete-records.ts'
import { planReversal } from '../plan/plan-reversal.ts'
import { undoSource } from '../plan/reversal-source.ts'
import { applyChanges } from './apply-changes.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

function undo(changeSet: number) {
  return inTransaction(db.pool, async (client) => {
    const { plan, conflicts } = await planReversal(client, {
      actor: systemActor,
      source: undoSource(changeSet, 'keep'),
      name: `undo_${changeSet}`,
    })
    const applied = await applyChanges(client, { actor: systemActor, plan, head: { kind: 'undo', undoes: changeSet } })
    return { ...applied, conflicts }
  })
}

const aprool: RecordEdit = {
  entity: 'company',
  values: { name: 'Aprool', code: 'C1', salesStatus: 'client' },
  addresses: [
    { values: { kind: 'main', line1: '1 rue du Port', postalCode: '44000', city: 'Nantes', country: 'FR' } },
    { values: { kind: 'billing', city: 'Rezé' }, isDefault: true },
  ],
}

test('an edit, its undo and the undo of that give back the same tables', async () => {
  const empty = await tableHash(db.pool)
  const created = await saveRecord(db.pool, systemActor, aprool)
  const before = await tableHash(db.pool)
  const edited = await saveRecord(db.pool, systemActor, {
    entity: 'company',
    id: created.id,
    version: created.version,
    values: { name: 'Aprool SA', phoneMain: '01 20 35 99 65', isTaxExempt: true, taxExemptionId: 'X1' },
  })
  const after = await tableHash(db.pool)
  expect(edited.version).toBe(2)
  const undone = await undo(edited.changeSet!)
  expect(undone.conflicts.total).toBe(0)
  expect(await tableHash(db.pool)).toBe(before)
  await undo(undone.changeSet!)
  expect(await tableHash(db.pool)).toBe(after)
  const current = await db.pool.query<{ version: number }>('select version from company where id = $1', [created.id])
  const deleted = await deleteRecord(db.pool, systemActor, {
    entity: 'company',
    id: created.id,
    version: current.rows[0]!.version,
  })
  expect(await tableHash(db.pool)).toBe(empty)
  await undo(deleted.changeSet)
  expect(await tableHash(db.pool)).toBe(after)
})

test('a cell changed since is a conflict and is left alone', async () => {
  const created = await saveRecord(db.pool, systemActor, { entity: 'company', values: { name: 'Blou', code: 'C2' } })
  const first = await saveRecord(db.pool, systemActor, {
    entity: 'company',
    id: created.id,
    values: { name: 'Blou 2', alias: 'B' },
  })
  await saveRecord(db.pool, systemActor, { entity: 'company', id: created.id, values: { name: 'Blou 3' } })
  const undone = await undo(first.changeSet!)
  expect(undone.conflicts).toMatchObject({
    total: 1,
    sample: [{ recordId: created.id, reason: 'changed-since', field: 'name' }],
  })
  const { rows } = await db.pool.query<{ name: string; alias: string | null }>(
    'select name, alias from company where id = $1',
    [created.id],
  )
  expect(rows[0]).toEqual({ name: 'Blou 3', alias: null })
})

test('every fault of an edit is named at once', async () => {
  await expect(
    saveRecord(db.pool, systemActor, { entity: 'company', values: { code: 'C9', salesStatus: 'prospect' } }),
  ).rejects.toMatchObject({
    code: 'edit-refused',
    faults: expect.arrayContaining([
      expect.objectContaining({ field: 'name', code: 'required-missing' }),
      expect.objectContaining({ field: 'telemarketer', code: 'required-when' }),
    ]),
  })
})

test('a company with contacts has exactly one default, which follows what becomes of them', async () => {
  const [one, two] = [
    await saveRecord(db.pool, systemActor, { entity: 'company', values: { name: 'Un', code: 'D1' } }),
    await saveRecord(db.pool, systemActor, { entity: 'company', values: { name: 'Deux', code: 'D2' } }),
  ]
  const contact = (lastName: string) =>
    saveRecord(db.pool, systemActor, { entity: 'contact', values: { lastName, company: one.id } })
  const defaults = async () => {
    const { rows } = await db.pool.query<{ it: number | null }>(
      'select default_contact_id as it from company where id = any($1) order by id',
      [[one.id, two.id]],
    )
    return rows.map((row) => row.it)
  }
  const first = await contact('Blou')
  const second = await contact('Brin')
  expect(await defaults()).toEqual([first.id, null])
  const move = await saveRecord(db.pool, systemActor, { entity: 'contact', id: first.id, values: { company: two.id } })
  expect(await defaults()).toEqual([second.id, first.id])
  await undo(move.changeSet!)
  expect(await defaults()).toEqual([first.id, null])
  await deleteRecord(db.pool, systemActor, { entity: 'contact', id: first.id, version: 3 })
  expect(await defaults()).toEqual([second.id, null])
})
