/** What one may not see appears nowhere: not in rows, counts, suggestions, histories or change sets, not even deleted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getChangeSet,
  listChanges,
  listChangeSets,
  listRestorePoints,
  createRestorePoint,
  previewRestore,
  previewUndo,
} from '../../src/shared/contract/change-set.contract.ts'
import {
  countRecords,
  createRecord,
  deleteRecord,
  getHistory,
  getRecord,
  listRecords,
  suggestRecords,
  updateRecord,
  type ListEntity,
} from '../../src/shared/contract/record.contract.ts'
import { createBillingEntity, createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type Answer, type TestServer } from '../test-server.ts'

let server: TestServer
let admin: User
/** May do everything but see all; `insider` is on the access list. */
let outsider: User
let insider: User
let colleague: User
const ids: Record<string, number> = {}
const changeSets: Record<string, number> = {}

const note = (name: string, saved: { id: number; changeSet: number | null }) => {
  ids[name] = saved.id
  changeSets[name] = saved.changeSet ?? 0
}
const remove = async (entity: ListEntity, id: number) => {
  const { version } = (await admin.call(getRecord, { params: { entity, id } })).result
  return (await admin.call(deleteRecord, { params: { entity, id }, query: { version } })).result.changeSet
}

beforeAll(async () => {
  server = await testServer()
  admin = await createUser(server, { role: 'administrator' })
  const rights = [
    'company.see',
    'company.edit',
    'company.delete',
    'contact.see',
    'contact.edit',
    'contact.delete',
    'changeSet.see',
    'changeSet.undo',
    'restore',
  ] as const
  outsider = await createUser(server, { rights })
  insider = await createUser(server, { rights })
  colleague = await createUser(server, { rights })
  const entity = await createBillingEntity(server, 'FR', [colleague.id])

  note('open', await createCompany(admin, { name: 'Ouverte' }))
  note('secret', await createCompany(admin, { name: 'Secrète' }, [{ values: { city: 'Vichy' } }]))
  note('secretContact', await createContact(admin, ids['secret'] ?? 0, { lastName: 'Caché' }))
  note('openContact', await createContact(admin, ids['open'] ?? 0, { lastName: 'Connu' }))
  note('privateContact', await createContact(admin, ids['open'] ?? 0, { lastName: 'Privé' }))
  await restrict(server, 'company', ids['secret'] ?? 0, { users: [insider.id], billingEntities: [entity] })
  await restrict(server, 'contact', ids['privateContact'] ?? 0, { users: [insider.id] })

  note('gone', await createCompany(admin, { name: 'Disparue' }, [{ values: { city: 'Vannes' } }]))
  note('goneContact', await createContact(admin, ids['gone'] ?? 0, { lastName: 'Effacé' }))
  await restrict(server, 'company', ids['gone'] ?? 0, { users: [insider.id] })
  changeSets['deletion'] = await remove('company', ids['gone'] ?? 0)
})
afterAll(() => server.close())

const seen = async (user: User, entity: ListEntity) => {
  const page = (await user.call(listRecords, { params: { entity }, query: { sort: 'id' } })).result
  const { total } = (await user.call(countRecords, { params: { entity } })).result
  expect(total).toBe(page.rows.length)
  return page.rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id))
}

describe('a restricted company', () => {
  it('is listed and counted for those on its access list, and for who sees all', async () => {
    expect(await seen(outsider, 'company')).toEqual(['open'])
    expect(await seen(insider, 'company')).toEqual(['open', 'secret'])
    expect(await seen(colleague, 'company')).toEqual(['open', 'secret'])
    expect(await seen(admin, 'company')).toEqual(['open', 'secret'])
  })

  it('takes its contacts along; a contact can be restricted further', async () => {
    expect(await seen(outsider, 'contact')).toEqual(['openContact'])
    expect(await seen(insider, 'contact')).toEqual(['secretContact', 'openContact', 'privateContact'])
    expect(await seen(colleague, 'contact')).toEqual(['secretContact', 'openContact'])
    const { result } = await outsider.call(getRecord, { params: { entity: 'company', id: ids['open'] ?? 0 } })
    expect(result.contacts).toBe(1)
  })

  it('is as good as absent: read, written, deleted, asked for by name', async () => {
    for (const [entity, name, text] of [
      ['company', 'secret', 'secrete'],
      ['contact', 'secretContact', 'cache'],
      ['contact', 'privateContact', 'prive'],
    ] as const) {
      const params = { entity, id: ids[name] ?? 0 }
      const answers = (id: number) => [
        outsider.call(getRecord, { params: { entity, id } }),
        outsider.call(getHistory, { params: { entity, id } }),
        outsider.call(updateRecord, { params: { entity, id }, body: { version: 1, values: {} } }),
        outsider.call(deleteRecord, { params: { entity, id }, query: { version: 1 } }),
      ]
      const told = async (id: number) =>
        (await Promise.all<Answer<unknown>>(answers(id))).map(({ problem }) => ({ ...problem, instance: '' }))
      expect(await told(params.id)).toEqual(await told(999_999))
      expect((await told(params.id)).map(({ code }) => code)).toEqual(Array(4).fill('not-found'))
      expect((await outsider.call(suggestRecords, { params: { entity }, query: { text } })).result).toEqual([])
      expect((await insider.call(suggestRecords, { params: { entity }, query: { text } })).result).toHaveLength(1)
    }
  })

  it('cannot be referred to, and its code is taken like any other', async () => {
    const params = { entity: 'company' as const }
    const parent = (id: number) =>
      outsider.call(createRecord, { params, body: { values: { name: 'Fille', parent: id } } })
    const faults = async (answer: ReturnType<typeof parent>) =>
      ((await answer).problem['faults'] as { code: string }[]).map(({ code }) => code)
    expect(await faults(parent(ids['secret'] ?? 0))).toEqual(await faults(parent(999_999)))
  })
})

describe('the log', () => {
  it('shows neither change sets nor counts of what is hidden, deleted or not', async () => {
    const listed = async (user: User) => (await user.call(listChangeSets)).result.changeSets.map(({ id }) => id)
    const all = Object.values(changeSets).sort((a, b) => b - a)
    expect(await listed(admin)).toEqual(all)
    expect(await listed(outsider)).toEqual(
      [changeSets['openContact'], changeSets['open']].sort((a = 0, b = 0) => b - a),
    )
    expect(await listed(insider)).toEqual(all)
    expect(await listed(colleague)).toEqual(
      [changeSets['openContact'], changeSets['secretContact'], changeSets['secret'], changeSets['open']].sort(
        (a = 0, b = 0) => b - a,
      ),
    )
  })

  it('answers as if they were not', async () => {
    for (const name of ['secret', 'secretContact', 'privateContact', 'gone', 'goneContact', 'deletion']) {
      const params = { id: changeSets[name] ?? 0 }
      for (const call of [getChangeSet, listChanges, previewUndo]) {
        expect((await outsider.call(call as typeof getChangeSet, { params })).problem.code, name).toBe(
          'change-set-not-found',
        )
        expect((await insider.call(call as typeof getChangeSet, { params })).status, name).toBe(200)
      }
    }
  })

  it('keeps the history of deleted records for those who could see them', async () => {
    const params = { entity: 'company' as const, id: ids['gone'] ?? 0 }
    expect((await outsider.call(getHistory, { params })).status).toBe(404)
    expect((await colleague.call(getHistory, { params })).status).toBe(404)
    const { entries } = (await insider.call(getHistory, { params })).result
    expect(entries.map(({ entity, action }) => `${entity} ${action}`)).toEqual([
      'company delete',
      'address delete',
      'contact delete',
      'company update',
      'contact create',
      'company create',
      'address create',
    ])
    expect(entries.every(({ fields }) => Object.keys(fields).every((key) => !key.startsWith('$')))).toBe(true)
    expect(entries.filter(({ entity }) => entity === 'contact').every(({ label }) => label === 'EFFACÉ')).toBe(true)
  })

  it('counts in a change set with hidden and visible records only the visible ones', async () => {
    const { pool } = server
    const { rows } = await pool.query<{ id: number }>(
      `insert into change_set (kind, position, counts, fields)
       values ('mass-action', nextval('log_position'), '{"company": {"create": 0, "update": 2, "delete": 0}}', '{"company.alias": 2, "company.naf": 1}')
       returning id`,
    )
    const id = rows[0]?.id ?? 0
    await pool.query(
      `insert into change (change_set_id, record_id, subject_id, entity, action, fields)
       values ($1, $2, $2, 'company', 'u', '{"alias": [null, "a"]}'), ($1, $3, $3, 'company', 'u', '{"alias": [null, "b"], "naf": [null, "x"]}')`,
      [id, ids['open'], ids['secret']],
    )
    const summary = async (user: User) => (await user.call(getChangeSet, { params: { id } })).result
    expect(await summary(admin)).toMatchObject({
      counts: { company: { update: 2 } },
      fields: { 'company.alias': 2, 'company.naf': 1 },
    })
    const { counts, fields } = await summary(outsider)
    expect({ counts, fields }).toEqual({
      counts: { company: { create: 0, update: 1, delete: 0 } },
      fields: { 'company.alias': 1 },
    })
    const { changes } = (await outsider.call(listChanges, { params: { id } })).result
    expect(changes.map(({ recordId }) => recordId)).toEqual([ids['open']])
  })

  it('shows companies to who may see companies and contacts to who may see contacts', async () => {
    const user = await createUser(server, { rights: ['changeSet.see', 'contact.see'] })
    const { changeSets: listed } = (await user.call(listChangeSets)).result
    expect(listed.map(({ id }) => id)).toEqual([changeSets['openContact']])
    expect(listed[0]?.counts).toEqual({ contact: { create: 1, update: 0, delete: 0 } })
  })

  it('is taken back, in a preview, as far as one sees', async () => {
    const point = (await admin.call(createRestorePoint, { body: { name: 'Midi' } })).result
    for (const name of ['open', 'secret']) {
      const params = { entity: 'company' as const, id: ids[name] ?? 0 }
      const { version } = (await admin.call(getRecord, { params })).result
      await admin.call(updateRecord, { params, body: { version, values: { alias: 'X' } } })
    }
    const preview = async (user: User) => (await user.call(previewRestore, { params: { id: point.id } })).result
    expect((await preview(admin)).revert).toBe(2)
    expect((await preview(outsider)).revert).toBe(1)
    const since = async (user: User) => (await user.call(listRestorePoints)).result[0]?.changeSetsSince
    expect([await since(admin), await since(outsider)]).toEqual([2, 1])
  })
})
