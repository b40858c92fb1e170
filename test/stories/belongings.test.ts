/** A table of another feature joins by one declaration: records it names stay at every door, restriction reaches its rows. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemActor, type Actor } from '../../src/server/platform/auth/actor.ts'
import { execute, rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'
import { applyChanges } from '../../src/server/records/apply/apply-changes.ts'
import { belongingIsVisible, belongings, type Belonging } from '../../src/server/records/belongings.ts'
import { deleteRecord } from '../../src/server/records/edit/delete-records.ts'
import { saveRecord } from '../../src/server/records/edit/save-record.ts'
import { planDeletion } from '../../src/server/records/plan/plan-deletion.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { planText } from '../factories/import-text.ts'
import { undo } from '../undo.ts'

const tasks: Belonging = { table: 'task', owners: { company: 'company_id', contact: 'contact_id' }, keepsOwner: true }
const bob: Actor = { ...systemActor, userId: 77, rights: new Set(['company.see', 'contact.see']) }

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await db.pool.query('create table task (id bigint primary key, company_id bigint, contact_id bigint)')
  belongings.push(tasks)
})
afterAll(async () => {
  belongings.splice(belongings.indexOf(tasks), 1)
  await db.close()
})

const company = (code: string) =>
  saveRecord(db.pool, systemActor, { entity: 'company', values: { code, name: code, salesStatus: 'client' } })
const contact = (owner: number) =>
  saveRecord(db.pool, systemActor, { entity: 'contact', values: { company: owner, lastName: 'Martin' } })
const task = (id: number, { company: of = null, contact: with_ = null }: Record<string, number | null>) =>
  execute(db.pool, sql`insert into task values (${id}, ${of}, ${with_})`)
const codes = async () =>
  (await rowsOf<{ code: string }>(db.pool, sql`select code from company order by code`)).map((row) => row.code)

it('keeps the company, the contact and the company of the contact at every door', async () => {
  const [owner, ofContact] = [await company('A1'), await company('A2'), await company('A3')]
  const person = await contact(ofContact.id)
  await task(1, { company: owner.id })
  await task(2, { contact: person.id })

  const remove = (entity: 'company' | 'contact', id: number, version: number) =>
    deleteRecord(db.pool, systemActor, { entity, id, version })
  await expect(remove('company', owner.id, 1)).rejects.toMatchObject({ code: 'deletion-held' })
  // A contact that became the default one gave its company a version.
  await expect(remove('company', ofContact.id, 2)).rejects.toMatchObject({ code: 'deletion-held' })
  await expect(remove('contact', person.id, 1)).rejects.toMatchObject({ code: 'deletion-held' })

  const { recap } = await planText(db.pool, {
    text: 'Code\nA3\n',
    columns: ['company.code*'],
    settings: { mode: 'update-with-deletion' },
  })
  expect(recap).toMatchObject({ blockedDeletions: 2 })
  expect(recap.records.company?.delete).toBe(0)

  // A deletion planned before the tasks came is looked at again when it is applied.
  const tables = await inTransaction(db.pool, (client) =>
    planDeletion(client, { entity: 'company', ids: sql`select id from company`, bulkName: 'test_belongings' }),
  )
  await inTransaction(db.pool, (client) =>
    applyChanges(client, { actor: systemActor, plan: { tables, isInteractive: false }, head: { kind: 'import' } }),
  )
  expect(await codes()).toEqual(['A1', 'A2'])
})

it('an undo of the creation tells it as attached since', async () => {
  const made = await company('B1')
  await task(3, { company: made.id })
  const applied = await undo(db.pool, systemActor, made.changeSet!)
  expect(applied.counts.company).toBeUndefined()
  expect(await codes()).toContain('B1')
})

it('restriction of either owner hides its rows', async () => {
  const [open, shut] = [await company('C1'), await company('C2')]
  const person = await contact(open.id)
  await task(10, { company: open.id })
  await task(11, { company: shut.id })
  await task(12, { company: open.id, contact: person.id })
  const seen = async (actor: Actor) =>
    (
      await rowsOf<{ id: number }>(
        db.pool,
        sql`select t.id from task as t where t.id >= 10 and ${belongingIsVisible(tasks, 't', actor)} order by t.id`,
      )
    ).map(({ id }) => id)
  expect(await seen(bob)).toEqual([10, 11, 12])
  await execute(db.pool, sql`update company set is_restricted = true where id = ${shut.id}`)
  expect(await seen(bob)).toEqual([10, 12])
  await execute(db.pool, sql`update contact set is_restricted = true where id = ${person.id}`)
  expect(await seen(bob)).toEqual([10])
  expect(await seen(systemActor)).toEqual([10, 11, 12])
})
