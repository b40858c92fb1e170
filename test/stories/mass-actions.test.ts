/** Many records at once from a list: previewed, done by a job as one change set, undone. */
import { describe, expect, it } from 'vitest'
import { getChangeSet, undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import {
  previewMassAction,
  startMassAction,
  type MassAct,
  type MassSelection,
} from '../../src/shared/contract/mass-action.contract.ts'
import { countRecords, deleteRecord, getRecord, type ListEntity } from '../../src/shared/contract/record.contract.ts'
import { rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { endedJob, valuesOf } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { withStaff } from '../factories/staff.ts'
import { createUser, type User } from '../factories/user.ts'
import { tableHash } from '../table-hash.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let bob: User

withStaff((staff) => {
  ;({ server, ann, bob } = staff)
})

type Asked = { entity?: ListEntity; selection: MassSelection; act: MassAct }
const preview = async (user: User, { entity = 'company', ...asked }: Asked) =>
  (await user.call(previewMassAction, { body: { entity, ...asked } })).result
const start = (user: User, { entity = 'company', ...asked }: Asked, confirm: number) =>
  user.call(startMassAction, { body: { entity, ...asked, confirm } })
const done = async (user: User, asked: Asked) => {
  const { change } = await preview(user, asked)
  return endedJob(user, (await start(user, asked, change)).result.job)
}
const named = (text: string): MassSelection => ({ search: text })
const count = async (user: User, text: string, entity: ListEntity = 'company') =>
  (await user.call(countRecords, { params: { entity }, query: { search: text } })).result.total
const stages = () =>
  rowsOf<{ name: string }>(
    server.pool,
    sql`select tablename as name from pg_tables where schemaname = 'stage' and tablename ~ '^(mass|preview)_'`,
  )

describe('assigning', () => {
  it('gives all that match but a few a person, and can be undone', async () => {
    const ids: number[] = []
    for (const n of [1, 2, 3, 4]) ids.push((await createCompany(ann, { name: `Affectée ${n}` })).id)
    await createCompany(ann, { name: 'Affectée 5', accountManager: bob.id })
    const before = await tableHash(server.pool)
    const asked: Asked = {
      selection: { search: 'affectée', except: [ids[3] ?? 0] },
      act: { kind: 'assign', field: 'accountManager', user: bob.id },
    }
    expect(await preview(ann, asked)).toMatchObject({ selected: 4, change: 3, unchanged: 1, refused: 0, reasons: [] })
    expect(await tableHash(server.pool)).toBe(before)
    const job = await done(ann, asked)
    expect(job).toMatchObject({ kind: 'mass-action', state: 'done', subject: 'Account manager · 3 companies' })
    expect((await valuesOf(ann, ids[0] ?? 0))['accountManager']).toBe(bob.id)
    expect((await valuesOf(ann, ids[3] ?? 0))['accountManager']).toBeNull()
    const id = job.result?.changeSet ?? 0
    expect((await ann.call(getChangeSet, { params: { id } })).result).toMatchObject({
      kind: 'mass-action',
      counts: { company: { update: 3 } },
    })
    const undo = await ann.call(undoChangeSet, { params: { id }, body: { conflicts: 'keep' } })
    expect((await endedJob(ann, undo.result.job)).state).toBe('done')
    expect(await tableHash(server.pool)).toBe(before)
    expect(await stages()).toEqual([])
  })

  it('refuses what a rule forbids, with the reason, and does the rest', async () => {
    await createCompany(ann, { name: 'Règle un', salesStatus: 'prospect', telemarketer: bob.id })
    await createCompany(ann, { name: 'Règle deux', salesStatus: 'client', telemarketer: bob.id })
    const asked: Asked = { selection: named('règle'), act: { kind: 'assign', field: 'telemarketer', user: null } }
    const said = await preview(ann, asked)
    expect(said).toMatchObject({ selected: 2, change: 1, refused: 1, reasons: [{ code: 'required-when', records: 1 }] })
    expect(said.refusedSample).toMatchObject([{ label: 'Règle un', reason: expect.stringContaining('Telemarketer') }])
    expect((await done(ann, asked)).state).toBe('done')
  })

  it('takes a person who is there, in a field such records have', async () => {
    const contact = await createContact(ann, (await createCompany(ann)).id)
    const ask = (act: MassAct) =>
      ann.call(previewMassAction, { body: { entity: 'contact', selection: { ids: [contact.id] }, act } })
    expect((await ask({ kind: 'assign', field: 'assignedTo', user: 999 })).problem.code).toBe('reference-unknown')
    expect((await ask({ kind: 'assign', field: 'telemarketer', user: bob.id })).problem.code).toBe('field-unknown')
    expect((await ask({ kind: 'assign', field: 'assignedTo', user: bob.id })).result.change).toBe(1)
  })
})

describe('archiving', () => {
  it('archives companies and makes contacts inactive', async () => {
    const company = await createCompany(ann, { name: 'Archivable' })
    const contact = await createContact(ann, company.id, { lastName: 'Inactivable' })
    expect((await done(ann, { selection: named('archivable'), act: { kind: 'archive' } })).state).toBe('done')
    expect((await valuesOf(ann, company.id))['state']).toBe('archived')
    const asked: Asked = { entity: 'contact', selection: { ids: [contact.id] }, act: { kind: 'archive' } }
    expect((await done(ann, asked)).state).toBe('done')
    expect((await valuesOf(ann, contact.id, 'contact'))['isActive']).toBe(false)
    expect(await preview(ann, asked)).toMatchObject({ selected: 1, change: 0, unchanged: 1 })
  })
})

describe('deleting', () => {
  it('takes along what hangs on the records, and brings all of it back', async () => {
    for (const n of [1, 2]) {
      const { id } = await createCompany(ann, { name: `Jetable ${n}` }, [{ values: { city: 'Brest' } }])
      await createContact(ann, id, { lastName: 'Jeté' }, [{ values: { city: 'Brest' } }])
    }
    const before = await tableHash(server.pool)
    const asked: Asked = { selection: named('jetable'), act: { kind: 'delete' } }
    expect(await preview(ann, asked)).toMatchObject({
      selected: 2,
      change: 2,
      refused: 0,
      alsoDeleted: { contacts: 2, addresses: 4 },
    })
    const job = await done(ann, asked)
    expect(job.state).toBe('done')
    expect([await count(ann, 'jetable'), await count(ann, 'jeté', 'contact')]).toEqual([0, 0])
    const undo = await ann.call(undoChangeSet, {
      params: { id: job.result?.changeSet ?? 0 },
      body: { conflicts: 'keep' },
    })
    expect((await endedJob(ann, undo.result.job)).state).toBe('done')
    expect(await tableHash(server.pool)).toBe(before)
  })

  it('passes over what one may not see, and keeps a company of which a hidden contact would stay', async () => {
    const secret = await createCompany(ann, { name: 'Tri secret' })
    await restrict(server, 'company', secret.id, { users: [ann.id] })
    const kept = await createCompany(ann, { name: 'Tri gardé' })
    const hidden = await createContact(ann, kept.id, { lastName: 'Caché' })
    await restrict(server, 'contact', hidden.id, { users: [ann.id] })
    await createCompany(ann, { name: 'Tri parti' })
    const asked: Asked = { selection: named('tri'), act: { kind: 'delete' } }
    const said = await preview(bob, asked)
    expect(said).toMatchObject({ selected: 2, change: 1, refused: 1, reasons: [{ code: 'deletion-held', records: 1 }] })
    expect(said.refusedSample.map(({ label }) => label)).toEqual(['Tri gardé'])
    const alone = { params: { entity: 'company' as const, id: kept.id } }
    const { version } = (await ann.call(getRecord, alone)).result
    const answer = await bob.call(deleteRecord, { ...alone, query: { version } })
    expect(answer.problem.code).toBe('deletion-held')
    expect((await done(bob, asked)).state).toBe('done')
    expect(await count(ann, 'tri')).toBe(2)
  })

  it('does nothing when another number would go than was confirmed', async () => {
    await createCompany(ann, { name: 'Mouvante 1' })
    const asked: Asked = { selection: named('mouvante'), act: { kind: 'delete' } }
    const { change } = await preview(ann, asked)
    await createCompany(ann, { name: 'Mouvante 2' })
    const job = await endedJob(ann, (await start(ann, asked, change)).result.job)
    expect(job).toMatchObject({ state: 'failed', error: { code: 'mass-action-moved' } })
    expect(await count(ann, 'mouvante')).toBe(2)
    expect(await stages()).toEqual([])
  })
})

it('asks for the right to do it to such records', async () => {
  const { id } = await createCompany(ann, { name: 'Droits' })
  const user = await createUser(server, { rights: ['company.see', 'contact.see', 'contact.delete', 'contact.edit'] })
  for (const kind of ['archive', 'delete'] as const) {
    const asked: Asked = { selection: { ids: [id] }, act: { kind } }
    expect((await user.call(previewMassAction, { body: { entity: 'company', ...asked } })).problem.code).toBe(
      'right-missing',
    )
    expect((await start(user, asked, 1)).problem.code).toBe('right-missing')
  }
})
