/** Trees of companies and contacts: groups with counts, level by level, by name, of what one may see alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteRecord, getRecord } from '../../src/shared/contract/record.contract.ts'
import { addListValue } from '../../src/shared/contract/reference.contract.ts'
import {
  getTree,
  listTreeCompanies,
  listTreeContacts,
  setMyContacts,
  type TreeName,
} from '../../src/shared/contract/tree.contract.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let bob: User
const regions: Record<string, number> = {}
const types: Record<string, number> = {}
const ids: Record<string, number> = {}

const value = async (list: 'salesRegion' | 'accountType', label: string) =>
  (await ann.call(addListValue, { body: { list, label } })).result.id

beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server, { name: 'Ann' })
  bob = await createUser(server, { name: 'Bob', role: 'sales-person' })
  for (const name of ['Grand Ouest', 'Grande Bretagne', 'Finistère']) regions[name] = await value('salesRegion', name)
  for (const name of ['Type A', 'Type B']) types[name] = await value('accountType', name)
  const nest = (child: string, parent: string) =>
    execute(server.pool, sql`update list_value set parent_id = ${regions[parent]} where id = ${regions[child]}`)
  await nest('Grande Bretagne', 'Grand Ouest')
  await nest('Finistère', 'Grande Bretagne')
  const make = async (name: string, values: object) => {
    ids[name] = (await createCompany(ann, { name, ...values })).id
  }
  const [a, b] = [types['Type A'] ?? 0, types['Type B'] ?? 0]
  await make('Brest', {
    accountType: a,
    salesRegion: regions['Finistère'],
    salesStatus: 'client',
    accountManager: ann.id,
  })
  await make('Rennes', {
    accountType: a,
    salesRegion: regions['Grande Bretagne'],
    salesStatus: 'client',
    accountManager: bob.id,
  })
  await make('Nantes', {
    accountType: b,
    salesRegion: regions['Grand Ouest'],
    salesStatus: 'prospect',
    telemarketer: bob.id,
  })
  await make('Sans rien', { salesStatus: 'lead', salesPerson: bob.id })
  await make('Secrète', {
    accountType: a,
    salesRegion: regions['Finistère'],
    salesStatus: 'client',
    accountManager: ann.id,
  })
  await make('Archivée', { accountType: a, salesRegion: regions['Finistère'], state: 'archived' })
  await restrict(server, 'company', ids['Secrète'] ?? 0, { users: [ann.id] })
  const people = { Zola: 'Brest', Aragon: 'Brest', Zweig: 'Rennes', Zorro: 'Secrète' }
  for (const [lastName, company] of Object.entries(people)) {
    ids[lastName] = (await createContact(ann, ids[company] ?? 0, { lastName, firstName: 'Émile' })).id
  }
})
afterAll(() => server.close())

const groupsOf = async (user: User, tree: TreeName, search?: string) => {
  const { groups, absent } = (await user.call(getTree, { params: { tree }, query: { search } })).result
  return { groups: Object.fromEntries(groups.map(({ label, own, count }) => [label, [own, count]])), absent }
}
const companiesOf = async (user: User, tree: TreeName, group: number, search?: string) =>
  (await user.call(listTreeCompanies, { params: { tree, group }, query: { search } })).result.nodes.map(
    ({ label, contacts }) => `${label} (${contacts})`,
  )
const contactsOf = async (user: User, tree: TreeName, company: string, search?: string) =>
  (
    await user.call(listTreeContacts, { params: { tree, company: ids[company] ?? 0 }, query: { search } })
  ).result.nodes.map(({ label }) => label)

describe('the groups of a tree', () => {
  it('count what one may see, at every level, and say how many are in none', async () => {
    expect(await groupsOf(bob, 'salesRegion')).toEqual({
      groups: { 'Grand Ouest': [1, 3], 'Grande Bretagne': [1, 2], Finistère: [1, 1] },
      absent: 1,
    })
    expect((await groupsOf(ann, 'salesRegion')).groups).toEqual({
      'Grand Ouest': [1, 4],
      'Grande Bretagne': [1, 3],
      Finistère: [2, 2],
    })
    expect(await groupsOf(bob, 'accountType')).toEqual({ groups: { 'Type A': [2, 2], 'Type B': [1, 1] }, absent: 1 })
  })

  it('are people, by what a company is to them', async () => {
    expect((await groupsOf(bob, 'prospects')).groups).toEqual({ Bob: [1, 1] })
    expect((await groupsOf(bob, 'leads')).groups).toEqual({ Bob: [1, 1] })
    expect((await groupsOf(bob, 'clients')).groups).toEqual({ Ann: [1, 1], Bob: [1, 1] })
    expect((await groupsOf(ann, 'clients')).groups).toEqual({ Ann: [2, 2], Bob: [1, 1] })
  })
})

describe('what is under a group', () => {
  it('is its companies by name, then their contacts by name', async () => {
    const a = types['Type A'] ?? 0
    expect(await companiesOf(bob, 'accountType', a)).toEqual(['Brest (2)', 'Rennes (1)'])
    expect(await companiesOf(ann, 'accountType', a)).toEqual(['Brest (2)', 'Rennes (1)', 'Secrète (1)'])
    expect(await contactsOf(bob, 'accountType', 'Brest')).toEqual(['ARAGON Émile', 'ZOLA Émile'])
    expect(await contactsOf(bob, 'accountType', 'Secrète')).toEqual([])
  })

  it('is read page by page', async () => {
    const params = { tree: 'accountType' as const, group: types['Type A'] ?? 0 }
    const first = (await ann.call(listTreeCompanies, { params, query: { limit: 2 } })).result
    expect(first.nodes.map(({ label }) => label)).toEqual(['Brest', 'Rennes'])
    const second = (await ann.call(listTreeCompanies, { params, query: { limit: 2, after: first.next } })).result
    expect([second.nodes.map(({ label }) => label), second.next]).toEqual([['Secrète'], null])
    expect((await ann.call(listTreeCompanies, { params, query: { after: 'nonsense' } })).problem.code).toBe(
      'filter-invalid',
    )
  })

  it('has no contact for who may not see contacts', async () => {
    const user = await createUser(server, { rights: ['company.see'] })
    expect(await companiesOf(user, 'accountType', types['Type A'] ?? 0)).toEqual(['Brest (0)', 'Rennes (0)'])
    expect(await groupsOf(user, 'accountType', 'zweig')).toMatchObject({ groups: {} })
  })
})

describe('a filter by name', () => {
  it('finds companies and contacts, and counts what is left', async () => {
    expect(await groupsOf(bob, 'accountType', 'emile z')).toEqual({ groups: { 'Type A': [2, 2] }, absent: 0 })
    expect(await companiesOf(bob, 'accountType', types['Type A'] ?? 0, 'emile z')).toEqual(['Brest (1)', 'Rennes (1)'])
    expect(await contactsOf(bob, 'accountType', 'Brest', 'emile z')).toEqual(['ZOLA Émile'])
    expect(await contactsOf(bob, 'accountType', 'Brest', 'brest')).toEqual(['ARAGON Émile', 'ZOLA Émile'])
    expect((await groupsOf(bob, 'accountType', 'zorro')).groups).toEqual({})
    expect((await groupsOf(bob, 'salesRegion', 'brest')).groups).toEqual({
      'Grand Ouest': [0, 1],
      'Grande Bretagne': [0, 1],
      Finistère: [1, 1],
    })
  })
})

describe('my contacts', () => {
  it('are each user’s own; a company leaves with its last contact', async () => {
    const set = (isMine: boolean, ...names: string[]) =>
      bob.call(setMyContacts, { body: { contacts: names.map((name) => ids[name] ?? 0), isMine } })
    expect((await set(true, 'Zola', 'Zweig', 'Zorro')).result).toEqual({ changed: 2 })
    expect((await groupsOf(bob, 'mine')).groups).toEqual({ 'Type A': [2, 2] })
    expect(await companiesOf(bob, 'mine', types['Type A'] ?? 0)).toEqual(['Brest (1)', 'Rennes (1)'])
    expect(await contactsOf(bob, 'mine', 'Brest')).toEqual(['ZOLA Émile'])
    expect((await groupsOf(ann, 'mine')).groups).toEqual({})
    await set(false, 'Zola')
    expect(await companiesOf(bob, 'mine', types['Type A'] ?? 0)).toEqual(['Rennes (1)'])
    const params = { entity: 'contact' as const, id: ids['Zweig'] ?? 0 }
    const { version } = (await ann.call(getRecord, { params })).result
    await ann.call(deleteRecord, { params, query: { version } })
    expect((await groupsOf(bob, 'mine')).groups).toEqual({})
  })
})
