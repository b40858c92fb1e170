/** What was done to a record is told, and can be taken back: one change set, or everything since a moment. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  countChangeSets,
  createRestorePoint,
  getChangeSet,
  listChanges,
  listChangeSets,
  previewRestore,
  previewUndo,
  restoreTo,
  undoChangeSet,
} from '../../src/shared/contract/change-set.contract.ts'
import {
  deleteRecord,
  getHistory,
  getRecord,
  listRecords,
  updateRecord,
  type Values,
} from '../../src/shared/contract/record.contract.ts'
import { rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { createCompany, createContact } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'
import { undo } from '../undo.ts'

let server: TestServer
let ann: User
beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server, { name: 'Ann', password: 'correct horse' })
})
afterAll(() => server.close())

const company = (id: number) => ({ params: { entity: 'company' as const, id } })
const read = async (id: number) => (await ann.call(getRecord, company(id))).result
const change = async (id: number, values: Values) =>
  (await ann.call(updateRecord, { ...company(id), body: { version: (await read(id)).version, values } })).result
    .changeSet ?? 0
const remove = async (id: number) =>
  (await ann.call(deleteRecord, { ...company(id), query: { version: (await read(id)).version } })).result.changeSet
const history = async (id: number, query = {}) => (await ann.call(getHistory, { ...company(id), query })).result

describe('the history of a company', () => {
  it('tells who changed what from what to what, newest first, with its addresses and contacts', async () => {
    const parent = await createCompany(ann, { name: 'Mère' })
    const { id } = await createCompany(ann, { name: 'Fille' }, [{ values: { city: 'Lyon' } }])
    await change(id, { name: 'Fille aînée', parent: parent.id, employees: 3 })
    const contact = await createContact(ann, id, { lastName: 'Durand', firstName: 'Léa' })
    const { entries, references, next } = await history(id)
    expect(next).toBeNull()
    expect(entries.map(({ entity, action, label }) => [entity, action, label])).toEqual([
      ['company', 'update', null],
      ['contact', 'create', 'DURAND Léa'],
      ['company', 'update', null],
      ['company', 'create', null],
      ['address', 'create', 'Lyon'],
    ])
    // The first contact becomes the default one in the same change set.
    expect(entries[0]).toMatchObject({ recordId: id, fields: { defaultContact: [null, contact.id] } })
    expect(entries[1]).toMatchObject({ recordId: contact.id, author: 'Ann', kind: 'edit' })
    expect(entries[2]?.fields).toEqual({
      name: ['Fille', 'Fille aînée'],
      parent: [null, parent.id],
      employees: [null, 3],
    })
    expect(references[parent.id]).toBe('Mère')
  })

  it('is read page by page, a change set never cut in two', async () => {
    const { id } = await createCompany(ann, {}, [{ values: { city: 'Lyon' } }])
    for (const alias of ['a', 'b', 'c']) await change(id, { alias })
    const first = await history(id, { limit: 2 })
    expect(first.entries.map(({ fields }) => fields['alias']?.[1])).toEqual(['c', 'b'])
    const second = await history(id, { limit: 2, before: first.next })
    expect(second.entries.map(({ entity, action }) => `${entity} ${action}`)).toEqual([
      'company update',
      'company create',
      'address create',
    ])
    expect(second.next).toBeNull()
  })

  it('outlives the company', async () => {
    const { id } = await createCompany(ann, { name: 'Passée' }, [{ values: { city: 'Lyon' } }])
    await createContact(ann, id, { lastName: 'Reste' })
    await remove(id)
    const { entries } = await history(id)
    expect(entries.slice(0, 3).map(({ entity, action, label }) => [entity, action, label])).toEqual([
      ['company', 'delete', null],
      ['address', 'delete', 'Lyon'],
      ['contact', 'delete', 'RESTE'],
    ])
    expect(entries[0]?.fields['name']).toEqual(['Passée', null])
    expect((await ann.call(getHistory, company(999_999))).status).toBe(404)
  })
})

describe('change sets', () => {
  it('are listed newest first with their counts, by kind, page by page', async () => {
    const { id } = await createCompany(ann)
    const latest = await change(id, { alias: 'x', naf: '62.01Z' })
    const { changeSets, next } = (await ann.call(listChangeSets, { query: { kind: 'edit', limit: 1 } })).result
    expect(changeSets).toMatchObject([
      {
        id: latest,
        kind: 'edit',
        author: 'Ann',
        counts: { company: { create: 0, update: 1, delete: 0 } },
        fields: { 'company.alias': 1, 'company.naf': 1 },
      },
    ])
    expect(next).toBe(latest)
    const older = (await ann.call(listChangeSets, { query: { before: latest } })).result.changeSets
    expect(older.every((one) => one.id < latest)).toBe(true)
    expect((await ann.call(listChangeSets, { query: { kind: 'import' } })).result.changeSets).toEqual([])
  })

  it('are found by author, day and field', async () => {
    const bea = await createUser(server, { name: 'Bea' })
    const { id } = await createCompany(bea)
    const latest = await change(id, { website: 'https://filtre.test' })
    const found = async (query: object) =>
      (await ann.call(listChangeSets, { query })).result.changeSets.map((one) => one.id)
    expect(await found({ field: 'company.website' })).toEqual([latest])
    expect(await found({ author: bea.id })).toEqual([latest - 1])
    expect(await found({ author: 0 })).toEqual([])
    expect(await found({ author: bea.id, field: 'company.website' })).toEqual([])
    const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
    expect(await found({ author: bea.id, since: hour(-1), until: hour(1) })).toEqual([latest - 1])
    expect(await found({ since: hour(1) })).toEqual([])
    expect(await found({ until: hour(-1) })).toEqual([])
    const counted = await ann.call(countChangeSets, { query: { ids: [latest, 999_999].join(',') } })
    expect(counted.result).toEqual([
      { id: latest, counts: { company: { create: 0, update: 1, delete: 0 } }, fields: { 'company.website': 1 } },
    ])
  })

  it('say record by record what they did: companies, contacts, addresses, paged and filtered', async () => {
    const { id } = await createCompany(
      ann,
      { name: 'Grande' },
      ['Lyon', 'Nice', 'Brest'].map((city) => ({ values: { city } })),
    )
    await createContact(ann, id)
    const changeSet = await remove(id)
    const pages: string[][] = []
    let after: string | undefined
    do {
      const { result } = await ann.call(listChanges, { params: { id: changeSet }, query: { limit: 2, after } })
      pages.push(result.changes.map(({ entity, action, label }) => `${action} ${entity} ${label}`))
      after = result.next ?? undefined
    } while (after)
    expect(pages).toEqual([
      ['delete company Grande', 'delete contact DURAND'],
      ['delete address Lyon', 'delete address Nice'],
      ['delete address Brest'],
    ])
    const only = (
      await ann.call(listChanges, { params: { id: changeSet }, query: { entity: 'address', action: 'create' } })
    ).result
    expect(only.changes).toEqual([])
    expect((await ann.call(listChanges, { params: { id: changeSet }, query: { after: 'x' } })).problem.code).toBe(
      'filter-invalid',
    )
    expect((await ann.call(getChangeSet, { params: { id: 999_999 } })).problem.code).toBe('change-set-not-found')
  })
})

describe('undoing', () => {
  it('is previewed, leaves nothing behind, and is done as previewed', async () => {
    const { id } = await createCompany(ann, { name: 'Revenante' }, [{ values: { city: 'Lyon' } }])
    const before = await read(id)
    const changeSet = await remove(id)
    const preview = (await ann.call(previewUndo, { params: { id: changeSet } })).result
    expect(preview).toEqual({ revert: 0, recreate: 2, remove: 0, conflicts: 0, sample: [] })
    expect(await rowsOf(server.pool, sql`select from pg_tables where schemaname = 'stage'`)).toEqual([])
    await undo(server.pool, systemActor, changeSet)
    const after = await read(id)
    expect({ ...after, version: 0, updatedAt: null, addresses: after.addresses.map(({ values }) => values) }).toEqual({
      ...before,
      version: 0,
      updatedAt: null,
      addresses: before.addresses.map(({ values }) => values),
    })
  })

  it('leaves alone what was changed since, and says so by name', async () => {
    const { id } = await createCompany(ann, { name: 'Disputée', alias: 'one', naf: '1' })
    const changeSet = await change(id, { alias: 'two', naf: '2' })
    await change(id, { alias: 'three' })
    const preview = (await ann.call(previewUndo, { params: { id: changeSet } })).result
    expect(preview).toEqual({
      revert: 1,
      recreate: 0,
      remove: 0,
      conflicts: 1,
      sample: [{ entity: 'company', recordId: id, label: 'Disputée', reason: 'changed-since', field: 'alias' }],
    })
  })

  it('is a job, and is offered once; what was undone and undone again can be undone anew', async () => {
    const { id } = await createCompany(ann)
    const changeSet = await change(id, { alias: 'x' })
    const asked = await ann.call(undoChangeSet, { params: { id: changeSet }, body: { conflicts: 'keep' } })
    const jobs = await rowsOf<{ kind: string; userId: number; params: unknown }>(
      server.pool,
      sql`select kind, user_id as "userId", params from job where id = ${asked.result.job}`,
    )
    expect(jobs).toEqual([{ kind: 'undo', userId: ann.id, params: { changeSet, conflicts: 'keep' } }])
    const undone = await undo(server.pool, systemActor, changeSet)
    const again = await ann.call(undoChangeSet, { params: { id: changeSet }, body: { conflicts: 'keep' } })
    expect(again.problem).toMatchObject({ code: 'change-set-undone', params: { by: undone.changeSet } })
    const shown = async () => (await ann.call(getChangeSet, { params: { id: changeSet } })).result.undoneBy
    expect(await shown()).toBe(undone.changeSet)
    await undo(server.pool, systemActor, undone.changeSet ?? 0)
    expect(await shown()).toBeNull()
    expect((await read(id)).values['alias']).toBe('x')
  })
})

describe('restoring', () => {
  it('asks for the number of records and the password, and becomes a job', async () => {
    const { id } = await createCompany(ann, { alias: 'one' })
    const point = (await ann.call(createRestorePoint, { body: { name: 'Before' } })).result
    expect(point).toMatchObject({ name: 'Before', author: 'Ann', changeSetsSince: 0 })
    await change(id, { alias: 'two' })
    await change(id, { alias: 'three' })
    const added = await createCompany(ann, { name: 'New' })
    const params = { id: point.id }
    const preview = (await ann.call(previewRestore, { params })).result
    expect(preview).toEqual({ revert: 1, recreate: 0, remove: 1, conflicts: 0, sample: [] })
    const restore = (records: number, password: string) => ann.call(restoreTo, { params, body: { records, password } })
    expect((await restore(2, 'wrong')).problem.code).toBe('sign-in-refused')
    expect((await restore(3, 'correct horse')).problem).toMatchObject({
      code: 'confirmation-wrong',
      params: { typed: 3, expected: 2 },
    })
    const { job } = (await restore(2, 'correct horse')).result
    const jobs = await rowsOf<{ kind: string }>(server.pool, sql`select kind from job where id = ${job}`)
    expect(jobs).toEqual([{ kind: 'restore' }])
    expect((await ann.call(previewRestore, { params: { id: 999 } })).problem.code).toBe('not-found')
    expect((await read(added.id)).label).toBe('New')
  })
})

it('a former code still finds a company that was deleted and came back', async () => {
  const { id } = await createCompany(ann, { code: 'ANCIEN-7', name: 'Revenante' })
  await change(id, { code: 'NOUVEAU-7' })
  const found = async () =>
    (await ann.call(listRecords, { params: { entity: 'company' }, query: { search: 'ancien-7' } })).result.rows
  expect(await found()).toMatchObject([{ id }])
  const changeSet = await remove(id)
  expect(await found()).toEqual([])
  await undo(server.pool, systemActor, changeSet)
  expect(await found()).toMatchObject([{ id }])
})
