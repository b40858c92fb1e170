/** The recycle bin: what was deleted is found again, and each record comes back on its own (CO-12). */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRecord, deleteRecord, getRecord, type ListEntity } from '../../src/shared/contract/record.contract.ts'
import { listDeleted, restoreDeleted } from '../../src/shared/contract/recycle-bin.contract.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let bob: User
beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server, { name: 'Ann' })
  bob = await createUser(server, { rights: ['company.see', 'company.delete', 'contact.see', 'contact.delete'] })
})
afterAll(() => server.close())

const read = (entity: ListEntity, id: number) => ann.call(getRecord, { params: { entity, id } })
const remove = async (entity: ListEntity, id: number) => {
  const { version } = (await read(entity, id)).result
  return (await ann.call(deleteRecord, { params: { entity, id }, query: { version } })).result.changeSet
}
const bin = async (query: object = {}, user = ann) => (await user.call(listDeleted, { query })).result.records
const bringBack = (entity: ListEntity, id: number, user = ann) => user.call(restoreDeleted, { params: { entity, id } })

it('lists the last deleted first, finds them by name and code, page by page', async () => {
  const one = await createCompany(ann, { name: 'Éclipse SA', code: 'BIN-1' })
  const two = await createCompany(ann, { name: 'Zénith SA', code: 'BIN-2' })
  const changeSet = await remove('company', one.id)
  await remove('company', two.id)
  expect((await bin()).map(({ id }) => id)).toEqual([two.id, one.id])
  expect(await bin({ search: 'eclipse' })).toMatchObject([
    { entity: 'company', id: one.id, label: 'Éclipse SA', hint: 'BIN-1', deletedBy: 'Ann', changeSet, contacts: 0 },
  ])
  expect((await bin({ search: 'bin-2' })).map(({ id }) => id)).toEqual([two.id])
  expect(await bin({ entity: 'contact' })).toEqual([])
  const first = (await ann.call(listDeleted, { query: { limit: 1 } })).result
  expect((await bin({ limit: 1, after: first.next })).map(({ id }) => id)).toEqual([one.id])
})

it('brings a company back with its contacts and addresses, and leaves the others where they are', async () => {
  const { id } = await createCompany(ann, { name: 'Retour' }, [{ values: { city: 'Lyon' } }])
  const contact = await createContact(ann, id, { lastName: 'Martin' }, [{ values: { city: 'Lyon' } }])
  const before = [(await read('company', id)).result, (await read('contact', contact.id)).result]
  await remove('company', id)
  expect((await bin({ search: 'retour' }))[0]).toMatchObject({ id, contacts: 1, addresses: 1 })
  expect((await bringBack('company', id)).result).toMatchObject({ conflicts: 0 })
  const after = [(await read('company', id)).result, (await read('contact', contact.id)).result]
  expect(after.map(({ values, addresses }) => [values, addresses.map((one) => one.values)])).toEqual(
    before.map(({ values, addresses }) => [values, addresses.map((one) => one.values)]),
  )
  expect(await bin({ search: 'retour' })).toEqual([])
  expect((await bringBack('company', id)).problem.code).toBe('not-found')
})

it('says why a record cannot come back: its code is taken, its company is deleted', async () => {
  const { id } = await createCompany(ann, { name: 'Double', code: 'PRIS' })
  const contact = await createContact(ann, id, { lastName: 'Orphelin' })
  await remove('contact', contact.id)
  const inBin = async () => (await bin({ search: 'orphelin' }))[0]
  expect(await inBin()).toMatchObject({ hint: 'Double', needsCompany: false })
  await remove('company', id)
  expect(await inBin()).toMatchObject({ hint: 'Double', needsCompany: true })
  expect((await bringBack('contact', contact.id)).problem.code).toBe('recycle-refused')
  await ann.call(createRecord, { params: { entity: 'company' }, body: { values: { name: 'Autre', code: 'PRIS' } } })
  expect((await bringBack('company', id)).problem.code).toBe('recycle-refused')
  expect((await read('company', id)).status).toBe(404)
})

it('shows nobody what he may not see, and asks for the right to delete', async () => {
  const { id } = await createCompany(ann, { name: 'Secrète' })
  await restrict(server, 'company', id)
  await remove('company', id)
  expect(await bin({ search: 'secrete' })).toHaveLength(1)
  expect(await bin({ search: 'secrete' }, bob)).toEqual([])
  expect((await bringBack('company', id, bob)).problem.code).toBe('not-found')
  const reader = await createUser(server, { rights: ['company.see', 'contact.see', 'contact.delete'] })
  expect((await bin({}, reader)).every(({ entity }) => entity === 'contact')).toBe(true)
  expect((await bringBack('company', id, reader)).problem.code).toBe('right-missing')
})
