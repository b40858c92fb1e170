/** Lists of values are renamed, ordered, nested, archived and merged; merged values are a change set, and can be taken back. */
import { describe, expect, it } from 'vitest'
import { listAuditEvents } from '../../src/shared/contract/audit.contract.ts'
import { undoChangeSet } from '../../src/shared/contract/change-set.contract.ts'
import { countRecords } from '../../src/shared/contract/record.contract.ts'
import {
  addListValue,
  changeListValue,
  getLists,
  getNumbering,
  mergeListValue,
  orderListValues,
  previewListMerge,
  saveNumbering,
} from '../../src/shared/contract/reference.contract.ts'
import { rights, type Right } from '../../src/shared/rights.ts'
import { endedJob, valuesOf, onWorkingServer } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let admin: User
/** May do everything but see all. */
let ann: User

onWorkingServer(async (given) => {
  server = given
  admin = await createUser(server)
  ann = await createUser(server, { rights: (Object.keys(rights) as Right[]).filter((right) => right !== 'seeAll') })
})

type List = 'salesRegion' | 'environment' | 'industry' | 'department'
const add = async (list: List, label: string, parentId?: number) =>
  (await admin.call(addListValue, { body: { list, label, ...(parentId ? { parentId } : {}) } })).result.id
const change = (id: number, body: object) => admin.call(changeListValue, { params: { id }, body })
const valuesIn = async (list: List) => (await admin.call(getLists)).result.filter((value) => value.list === list)
const merge = async (user: User, id: number, into: number) => {
  const { result } = await user.call(mergeListValue, { params: { id }, body: { into } })
  return endedJob(user, result.job)
}

describe('a value', () => {
  it('is named in both languages, moved under another, archived and brought back', async () => {
    const [west, brittany] = [await add('salesRegion', 'Ouest lointain'), await add('salesRegion', 'Bretagne sud')]
    const changed = await change(brittany, { label: { fr: 'Bretagne du Sud', en: 'South Brittany' }, parentId: west })
    expect(changed.result).toMatchObject({ label: { en: 'South Brittany' }, parentId: west, isArchived: false })
    expect((await change(west, { parentId: brittany })).problem.code).toBe('list-value-cycle')
    expect((await change(west, { parentId: west })).problem.code).toBe('list-value-cycle')
    expect((await change(west, { parentId: await add('industry', 'Horlogerie fine') })).problem.code).toBe(
      'list-value-cycle',
    )
    expect((await change(brittany, { isArchived: true })).result.isArchived).toBe(true)
    expect((await change(brittany, { isArchived: false, parentId: null })).result.parentId).toBeNull()
    expect((await change(999_999, { isArchived: true })).problem.code).toBe('not-found')
  })

  it('has a name and a code that no sibling has', async () => {
    const [one, other] = [await add('environment', 'Cobol'), await add('environment', 'Fortran')]
    expect((await change(other, { label: { fr: 'COBOL', en: 'x' } })).problem.code).toBe('list-value-exists')
    const { code } = (await change(one, { code: 'CBL' })).result
    expect(code).toBe('CBL')
    expect((await change(other, { code: 'cbl' })).problem.code).toBe('list-value-exists')
  })

  it('is put in order, the others keeping their place', async () => {
    const ids = [await add('industry', 'Zinc'), await add('industry', 'Yaourts'), await add('industry', 'Xylophones')]
    const before = await valuesIn('industry')
    await admin.call(orderListValues, { body: { list: 'industry', ids: ids.toReversed() } })
    const after = await valuesIn('industry')
    expect(after.filter(({ id }) => ids.includes(id)).map(({ id }) => id)).toEqual(ids.toReversed())
    const rest = (values: { id: number }[]) => values.map(({ id }) => id).filter((id) => !ids.includes(id))
    expect(rest(after)).toEqual(rest(before))
  })
})

describe('two values', () => {
  it('are merged in every record, tags once each, by a change set that can be undone', async () => {
    const [java, jdk, linux] = [
      await add('environment', 'Java'),
      await add('environment', 'JDK'),
      await add('environment', 'Linux'),
    ]
    const company = await createCompany(admin, { environment: [jdk, linux] })
    const both = await createCompany(admin, { environment: [java, jdk] })
    const contact = await createContact(admin, company.id, { environment: [jdk] })
    const other = await createCompany(admin, { environment: [linux] })
    const { holders } = (await admin.call(previewListMerge, { params: { id: jdk }, query: { into: java } })).result
    expect(holders.filter(({ records }) => records > 0)).toEqual([
      { entity: 'company', field: 'environment', records: 2 },
      { entity: 'contact', field: 'environment', records: 1 },
    ])
    const job = await merge(admin, jdk, java)
    expect(job).toMatchObject({ state: 'done', subject: 'JDK → Java' })
    const held = async (id: number, entity: 'company' | 'contact' = 'company') =>
      (await valuesOf(admin, id, entity))['environment']
    const sorted = (...ids: number[]) => ids.sort((a, b) => a - b)
    expect(await held(company.id)).toEqual(sorted(java, linux))
    expect(await held(both.id)).toEqual([java])
    expect(await held(contact.id, 'contact')).toEqual([java])
    expect(await held(other.id)).toEqual([linux])
    expect((await valuesIn('environment')).find(({ id }) => id === jdk)?.isArchived).toBe(true)
    const events = (await admin.call(listAuditEvents, { query: { action: 'list-values-merged' } })).result.events
    expect(events[0]?.detail).toMatchObject({ source: 'JDK → Java', changeSet: job.result?.changeSet })

    const { result } = await admin.call(undoChangeSet, {
      params: { id: job.result?.changeSet ?? 0 },
      body: { conflicts: 'keep' },
    })
    expect((await endedJob(admin, result.job)).state).toBe('done')
    expect(await held(company.id)).toEqual(sorted(jdk, linux))
    expect(await held(both.id)).toEqual(sorted(java, jdk))
  })

  it('are merged as far as one sees, and counted so', async () => {
    const [old, young] = [await add('salesRegion', 'Ancienne'), await add('salesRegion', 'Nouvelle région')]
    const open = await createCompany(admin, { salesRegion: old })
    const secret = await createCompany(admin, { salesRegion: old })
    await restrict(server, 'company', secret.id, { users: [admin.id] })
    const { holders } = (await ann.call(previewListMerge, { params: { id: old }, query: { into: young } })).result
    expect(holders).toEqual([{ entity: 'company', field: 'salesRegion', records: 1 }])
    expect((await merge(ann, old, young)).state).toBe('done')
    expect((await valuesOf(admin, open.id))['salesRegion']).toBe(young)
    expect((await valuesOf(admin, secret.id))['salesRegion']).toBe(old)
    expect((await ann.call(countRecords, { params: { entity: 'company' } })).status).toBe(200)
  })

  it('of which one has others under it take these along; unfit ones are refused', async () => {
    const [head, other] = [await add('department', 'Siège mondial'), await add('department', 'Direction lunaire')]
    const below = await add('department', 'Accueil du phare', head)
    const refused = async (id: number, into: number) =>
      (await admin.call(mergeListValue, { params: { id }, body: { into } })).problem.code
    expect(await refused(head, below)).toBe('list-merge-unfit')
    expect(await refused(head, head)).toBe('list-merge-unfit')
    expect(await refused(head, await add('industry', 'Tuilerie'))).toBe('list-merge-unfit')
    expect(await refused(head, 999_999)).toBe('not-found')
    expect((await merge(admin, head, other)).state).toBe('done')
    expect((await valuesIn('department')).find(({ id }) => id === below)?.parentId).toBe(other)
    expect(await refused(other, head)).toBe('list-merge-unfit')
  })
})

describe('numbering', () => {
  it('has a pattern that new companies follow, and can be off', async () => {
    const said = (await admin.call(saveNumbering, { body: { isOn: true, prefix: 'CL-', digits: 4 } })).result
    expect(said.example).toMatch(/^CL-\d{4}$/)
    const { id } = await createCompany(admin)
    expect((await valuesOf(admin, id))['code']).toBe(said.example)
    await admin.call(saveNumbering, { body: { isOn: false, prefix: 'CL-', digits: 4 } })
    expect((await admin.call(getNumbering)).result.isOn).toBe(false)
    await expect(createCompany(admin)).rejects.toThrow('required')
  })
})
