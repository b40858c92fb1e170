/** Lists: groups of conditions, what is derived, saved views. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countRecords, listRecords, type Filter, type ListEntity } from '../../src/shared/contract/record.contract.ts'
import * as views from '../../src/shared/contract/saved-view.contract.ts'
import { setMyContacts } from '../../src/shared/contract/tree.contract.ts'
import { createCompany, createContact } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let bob: User
const ids: Record<string, number> = {}

beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server, { name: 'Ann' })
  bob = await createUser(server, { name: 'Bob', role: 'sales-person' })
  const make = async (name: string, values: object, city: string) => {
    ids[name] = (await createCompany(ann, { name, ...values }, [{ values: { city } }])).id
  }
  await make('Alpha', { salesStatus: 'prospect', telemarketer: ann.id, salesPerson: bob.id, employees: 5 }, 'Nantes')
  await make('Beta', { salesStatus: 'lead', telemarketer: ann.id, salesPerson: bob.id, employees: 500 }, 'Nantes')
  await make('Gamma', { salesStatus: 'client', accountManager: ann.id, employees: 50 }, 'Lyon')
  await make('Delta', { employees: 5000 }, 'Lyon')
  for (const name of ['Alpha', 'Gamma']) {
    ids[`of ${name}`] = (await createContact(ann, ids[name] ?? 0, { lastName: `De ${name}` })).id
  }
})
afterAll(() => server.close())

const found = async (filter: Filter, entity: ListEntity = 'company', user = ann) => {
  const answer = await user.call(listRecords, { params: { entity }, query: { filter, sort: 'id' } })
  if (answer.status !== 200) return answer.problem.code
  const { total } = (await user.call(countRecords, { params: { entity }, query: { filter } })).result
  expect(total).toBe(answer.result.rows.length)
  return answer.result.rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id))
}

describe('a filter', () => {
  const inNantes = { field: 'address.city', operator: 'equals', value: 'nantes' } as const
  const inLyon = { field: 'address.city', operator: 'equals', value: 'lyon' } as const
  const isLarge = { field: 'employees', operator: 'greaterOrEqual', value: 500 } as const
  const isSmall = { field: 'employees', operator: 'lessOrEqual', value: 50 } as const

  it('joins conditions by AND, alternatives by OR, and groups of alternatives by AND', async () => {
    expect(await found({ all: [inNantes, isLarge] })).toEqual(['Beta'])
    expect(await found({ all: [{ any: [inNantes, isLarge] }] })).toEqual(['Alpha', 'Beta', 'Delta'])
    const either: Filter = { all: [{ any: [{ all: [inNantes, isLarge] }, { all: [inLyon, isSmall] }] }] }
    expect(await found(either)).toEqual(['Beta', 'Gamma'])
    expect(
      await found({ all: [...either.all, { any: [inLyon, { field: 'salesStatus', operator: 'isEmpty' }] }] }),
    ).toEqual(['Gamma'])
  })

  it('says what it cannot do', async () => {
    expect(await found({ all: [{ any: [{ all: [{ ...inLyon, operator: 'greaterOrEqual' }] }] }] })).toBe(
      'filter-invalid',
    )
    expect(await found({ all: [{ any: [{ all: [{ ...inLyon, field: 'address.colour' }] }] }] })).toBe('field-unknown')
  })
})

describe('what is derived', () => {
  it('is the owner of a company by its status, shown and filtered, also from its contacts', async () => {
    const owned = (field: string, user: User): Filter => ({ all: [{ field, operator: 'anyOf', value: [user.id] }] })
    expect(await found(owned('owner', ann))).toEqual(['Alpha', 'Gamma'])
    expect(await found(owned('owner', bob))).toEqual(['Beta'])
    expect(await found({ all: [{ field: 'owner', operator: 'isEmpty' }] })).toEqual(['Delta'])
    expect(await found(owned('company.owner', ann), 'contact')).toEqual(['of Alpha', 'of Gamma'])
    const columns = 'lastName,company.owner,company.salesStatus,isMine'
    const { rows } = (await ann.call(listRecords, { params: { entity: 'contact' }, query: { columns, sort: 'id' } }))
      .result
    expect(rows[0]?.values).toEqual({
      lastName: 'De Alpha',
      'company.owner': ann.id,
      'company.salesStatus': 'prospect',
      isMine: false,
    })
  })

  it('is a list of contacts of each user’s own', async () => {
    const mine: Filter = { all: [{ field: 'isMine', operator: 'equals', value: true }] }
    const add = (user: User, isMine: boolean) =>
      user.call(setMyContacts, { body: { contacts: [ids['of Gamma'] ?? 0, 999_999], isMine } })
    expect((await add(ann, true)).result).toEqual({ changed: 1 })
    expect((await add(ann, true)).result).toEqual({ changed: 0 })
    expect(await found(mine, 'contact')).toEqual(['of Gamma'])
    expect(await found(mine, 'contact', bob)).toEqual([])
    expect((await add(ann, false)).result).toEqual({ changed: 1 })
    expect(await found(mine, 'contact')).toEqual([])
  })

  it('is never written', async () => {
    const { updateRecord } = await import('../../src/shared/contract/record.contract.ts')
    const answer = await ann.call(updateRecord, {
      params: { entity: 'company', id: ids['Alpha'] ?? 0 },
      body: { version: 1, values: { owner: bob.id } },
    })
    expect(answer.problem.code).toBe('field-unknown')
  })
})

describe('a saved view', () => {
  const settings = {
    search: 'a',
    filter: { all: [{ field: 'employees', operator: 'lessOrEqual' as const, value: 50 }] },
    sort: 'code',
    direction: 'desc' as const,
    columns: [{ path: 'name', width: 320 }, { path: 'owner' }],
    density: 'compact' as const,
  }
  const listed = async (user: User) =>
    (await user.call(views.listViews, { query: { entity: 'company' } })).result.map(
      ({ name, owner, isMine, isShared }) => ({
        name,
        owner,
        isMine,
        isShared,
      }),
    )

  it('is its owner’s until it is shared', async () => {
    const body = { entity: 'company' as const, name: ' Petites ', isShared: false, settings }
    const { result } = await bob.call(views.createView, { body })
    expect(result).toMatchObject({ name: 'Petites', settings, isMine: true })
    expect((await bob.call(views.createView, { body: { ...body, name: 'PETITES' } })).problem).toMatchObject({
      status: 409,
      code: 'view-name-taken',
    })
    const carl = await createUser(server, { role: 'sales-person' })
    expect(await listed(carl)).toEqual([])
    expect((await carl.call(views.updateView, { params: result, body: { name: 'À moi' } })).problem.code).toBe(
      'not-found',
    )
    await bob.call(views.updateView, { params: result, body: { isShared: true } })
    expect(await listed(carl)).toEqual([{ name: 'Petites', owner: 'Bob', isMine: false, isShared: true }])
    expect((await carl.call(views.updateView, { params: result, body: { name: 'À moi' } })).problem.code).toBe(
      'not-found',
    )
    expect((await carl.call(views.deleteView, { params: result })).problem.code).toBe('not-found')
    const changed = await ann.call(views.updateView, { params: result, body: { name: 'Toutes petites' } })
    expect(changed.result).toMatchObject({ name: 'Toutes petites', settings })
    expect((await bob.call(views.deleteView, { params: result })).status).toBe(200)
    expect(await listed(bob)).toEqual([])
  })

  it('only asks for what a list can give', async () => {
    const create = (change: object) =>
      ann.call(views.createView, {
        body: { entity: 'company', name: 'Fausse', isShared: false, settings: { ...settings, ...change } },
      })
    expect((await create({ columns: [{ path: 'lastName' }] })).problem.code).toBe('field-unknown')
    expect((await create({ sort: 'city' })).problem.code).toBe('field-unknown')
    const wrong = { all: [{ field: 'employees', operator: 'contains', value: 'a' }] }
    expect((await create({ filter: wrong })).problem.code).toBe('filter-invalid')
    expect(await listed(ann)).toEqual([])
  })

  it('is for those who see the list', async () => {
    const nobody = await createUser(server, { rights: ['contact.see'] })
    expect((await nobody.call(views.listViews, { query: { entity: 'company' } })).problem.code).toBe('right-missing')
  })
})
