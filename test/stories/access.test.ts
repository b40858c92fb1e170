/** Who sees a record is chosen on its access tab: users, billing entities, a contact further; nobody shuts himself out unawares. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getAccess, saveAccess, type RecordAccess } from '../../src/shared/contract/access.contract.ts'
import { getFavourites, setFavourites } from '../../src/shared/contract/account.contract.ts'
import { listAuditEvents } from '../../src/shared/contract/audit.contract.ts'
import { getRecord, updateRecord, type ListEntity } from '../../src/shared/contract/record.contract.ts'
import { rights, type Right } from '../../src/shared/rights.ts'
import { createBillingEntity, createCompany, createContact } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let admin: User
/** May do everything but see all. */
let ann: User
let bob: User
let entity: number
const allButSeeAll = (Object.keys(rights) as Right[]).filter((right) => right !== 'seeAll')

beforeAll(async () => {
  server = await testServer()
  admin = await createUser(server)
  ann = await createUser(server, { rights: allButSeeAll })
  bob = await createUser(server, { rights: allButSeeAll })
  entity = await createBillingEntity(server, 'FR', [bob.id])
})
afterAll(() => server.close())

type List = { users?: number[]; billingEntities?: number[]; isRestricted?: boolean; shutsMeOut?: boolean }
const at = (id: number, of: ListEntity = 'company') => ({ params: { entity: of, id } })
const read = async (user: User, id: number, of: ListEntity = 'company'): Promise<RecordAccess> =>
  (await user.call(getAccess, at(id, of))).result
const restrict = async (user: User, id: number, list: List, of: ListEntity = 'company', stamp?: string) =>
  user.call(saveAccess, {
    ...at(id, of),
    body: {
      isRestricted: true,
      users: [],
      billingEntities: [],
      stamp: stamp ?? (await read(user, id, of)).stamp,
      ...list,
    },
  })
const sees = async (user: User, id: number, of: ListEntity = 'company') =>
  (await user.call(getRecord, at(id, of))).status === 200

describe('a company', () => {
  it('is seen by everybody, then by the users and billing entities named, any one of which is enough, then again by all', async () => {
    const { id } = await createCompany(ann, { name: 'Ouverte' })
    expect(await read(bob, id)).toMatchObject({ isRestricted: false, users: [], billingEntities: [] })
    expect((await restrict(ann, id, { users: [ann.id, 999_999] })).result).toMatchObject({
      isRestricted: true,
      users: [ann.id],
    })
    expect([await sees(ann, id), await sees(bob, id), await sees(admin, id)]).toEqual([true, false, true])
    await restrict(ann, id, { users: [ann.id], billingEntities: [entity] })
    expect(await sees(bob, id)).toBe(true)
    await restrict(bob, id, { isRestricted: false, users: [ann.id] })
    expect(await read(ann, id)).toMatchObject({ isRestricted: false, users: [], billingEntities: [] })
    expect(await sees(await createUser(server, { role: 'read-only' }), id)).toBe(true)
  })

  it('is not lost by who restricts it unless he says so', async () => {
    const { id } = await createCompany(ann)
    const refused = await restrict(ann, id, { users: [bob.id] })
    expect(refused.problem).toMatchObject({ status: 409, code: 'access-shuts-out' })
    expect(await read(ann, id)).toMatchObject({ isRestricted: false, users: [] })
    const agreed = await restrict(ann, id, { users: [bob.id], shutsMeOut: true })
    expect(agreed).toMatchObject({ status: 200, result: null })
    expect([await sees(ann, id), await sees(bob, id)]).toEqual([false, true])
  })

  it('is not left to nobody, also not by who sees all', async () => {
    const { id } = await createCompany(admin)
    expect((await restrict(admin, id, {})).problem).toMatchObject({ status: 422, code: 'access-empty' })
    expect((await restrict(admin, id, { users: [999_999] })).problem.code).toBe('access-empty')
    expect(await sees(bob, id)).toBe(true)
  })

  it('keeps what another did meanwhile: the second is told that it moved', async () => {
    const { id } = await createCompany(ann)
    const { stamp } = await read(ann, id)
    const both = await Promise.all([
      restrict(ann, id, { users: [ann.id, bob.id] }, 'company', stamp),
      restrict(bob, id, { users: [bob.id, ann.id, admin.id] }, 'company', stamp),
    ])
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.problem.code).toBe('record-changed')
  })

  it('that is hidden answers as one that does not exist', async () => {
    const { id } = await createCompany(admin)
    await restrict(admin, id, { users: [ann.id] })
    const told = async (one: number) => {
      const body = { isRestricted: false, users: [], billingEntities: [], stamp: 'x' }
      const answers = [await bob.call(getAccess, at(one)), await bob.call(saveAccess, { ...at(one), body })]
      return answers.map(({ problem }) => ({ ...problem, instance: '' }))
    }
    expect(await told(id)).toEqual(await told(999_999))
  })

  it('needs the right to choose and the right to see', async () => {
    const { id } = await createCompany(admin)
    const { stamp } = await read(admin, id)
    const body = { isRestricted: false, users: [], billingEntities: [], stamp }
    const seer = await createUser(server, { rights: ['company.see'] })
    expect((await seer.call(saveAccess, { ...at(id), body })).problem.code).toBe('right-missing')
    expect((await seer.call(getAccess, at(id))).status).toBe(200)
    const chooser = await createUser(server, { rights: ['access.edit'] })
    expect((await chooser.call(saveAccess, { ...at(id), body })).problem.code).toBe('right-missing')
    expect((await chooser.call(getAccess, at(id))).problem.code).toBe('right-missing')
  })

  it('keeps its version, so that a form that is open elsewhere can still be saved', async () => {
    const { id, version } = await createCompany(ann)
    await restrict(ann, id, { users: [ann.id] })
    const saved = await ann.call(updateRecord, { ...at(id), body: { version, values: { alias: 'A' } } })
    expect(saved.status).toBe(200)
  })

  it('is told in the audit log, as is opening it by the right to see all, once an hour', async () => {
    const { id } = await createCompany(ann)
    await restrict(ann, id, { users: [ann.id] })
    await sees(ann, id)
    await sees(admin, id)
    await sees(admin, id)
    const events = (await admin.call(listAuditEvents, { query: { limit: 200 } })).result.events
    const told = events.filter(({ detail }) => detail['record'] === id)
    expect(told.map(({ action, userId }) => [action, userId])).toEqual([
      ['restricted-record-seen', admin.id],
      ['access-changed', ann.id],
    ])
    expect(told[1]?.detail).toMatchObject({ old: { isRestricted: false }, new: { users: [ann.id] } })
  })
})

describe('a contact', () => {
  it('can be restricted further, to users, and never opens what its company closes', async () => {
    const company = await createCompany(ann)
    const contact = await createContact(ann, company.id)
    expect(
      (await restrict(ann, contact.id, { billingEntities: [entity], users: [ann.id] }, 'contact')).problem.code,
    ).toBe('access-contact-users')
    await restrict(ann, contact.id, { users: [ann.id] }, 'contact')
    expect([await sees(ann, contact.id, 'contact'), await sees(bob, contact.id, 'contact')]).toEqual([true, false])
    expect(await sees(bob, company.id)).toBe(true)
    await restrict(ann, contact.id, { users: [ann.id, bob.id] }, 'contact')
    expect(await sees(bob, contact.id, 'contact')).toBe(true)
    await restrict(ann, company.id, { users: [ann.id] })
    expect(await sees(bob, contact.id, 'contact')).toBe(false)
    expect(await read(ann, contact.id, 'contact')).toMatchObject({ isCompanyRestricted: true, users: [ann.id, bob.id] })
  })

  it('is not lost by who restricts it either', async () => {
    const company = await createCompany(ann)
    const contact = await createContact(ann, company.id)
    expect((await restrict(ann, contact.id, { users: [bob.id] }, 'contact')).problem.code).toBe('access-shuts-out')
  })
})

describe('favourite users', () => {
  it('are each one’s own, and only users there are', async () => {
    await ann.call(setFavourites, { body: { users: [bob.id, 999_999, bob.id] } })
    expect((await ann.call(getFavourites)).result).toEqual({ users: [bob.id] })
    expect((await bob.call(getFavourites)).result).toEqual({ users: [] })
  })
})
