/** Targeting by what is absent, by territory and by time (BU-9), and targetings put together. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as targeting from '../../src/shared/contract/journal-targeting.contract.ts'
import {
  countRecords,
  type Condition,
  type Filter,
  type ListEntity,
} from '../../src/shared/contract/record.contract.ts'
import { draftJournal, at } from '../factories/journal.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
/** Sees what is not restricted. */
let bob: User
const ids: Record<string, number> = {}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server)
  bob = await createUser(server, { rights: ['company.see', 'contact.see', 'journal.prepare'] })
  const make = async (name: string, lastVisit: string | null, postalCode?: string) => {
    const values = { name, ...(lastVisit ? { lastVisit } : {}) }
    ids[name] = (await createCompany(ann, values, postalCode ? [{ values: { postalCode } }] : [])).id
  }
  await make('Alone', null)
  await make('Nantes', daysAgo(10), '44000')
  await make('Rennes', daysAgo(90), '35000')
  await make('Rezé', daysAgo(91), '44400')
  await createContact(ann, ids['Nantes'] ?? 0, { lastName: 'Durand', email1: 'd@nantes.test' })
  await createContact(ann, ids['Rennes'] ?? 0, { lastName: 'Sans' })
  const hidden = await createContact(ann, ids['Rezé'] ?? 0, { lastName: 'Caché', email1: 'c@reze.test' })
  await restrict(server, 'contact', hidden.id)
})
afterAll(() => server.close())

const named = (found: readonly number[]) =>
  Object.entries(ids).flatMap(([name, id]) => (found.includes(id) ? [name] : []))
const filterOf = (...all: Condition[]): Filter => ({ all })
/** The companies a filter takes into a new journal. */
async function targets(filter: Filter, user = ann): Promise<string[]> {
  const { number } = await draftJournal(user, { field: 'alias', value: 'x' }, [])
  await user.call(targeting.addTargets, { ...at(number), body: { selection: { filter } } })
  return named((await user.call(targeting.listTargets, at(number))).result.rows.map(({ id }) => id))
}

describe('by absence', () => {
  it('no contact, no contact with an e-mail 1, no address', async () => {
    expect(await targets(filterOf({ field: 'contacts', operator: 'isEmpty' }))).toEqual(['Alone'])
    expect(await targets(filterOf({ field: 'contacts', operator: 'isNotEmpty' }))).toEqual(['Nantes', 'Rennes', 'Rezé'])
    expect(await targets(filterOf({ field: 'contactsWithEmail', operator: 'isEmpty' }))).toEqual(['Alone', 'Rennes'])
    expect(await targets(filterOf({ field: 'addresses', operator: 'isEmpty' }))).toEqual(['Alone'])
  })

  it('takes contacts that one may not see for absent', async () => {
    expect(await targets(filterOf({ field: 'contacts', operator: 'isEmpty' }), bob)).toEqual(['Alone', 'Rezé'])
  })

  it('no visit for 90 days: longer ago, or never', async () => {
    const within = (operator: 'withinDays' | 'notWithinDays', value: number) =>
      targets(filterOf({ field: 'lastVisit', operator, value }))
    expect(await within('notWithinDays', 90)).toEqual(['Alone', 'Rezé'])
    expect(await within('withinDays', 90)).toEqual(['Nantes', 'Rennes'])
    expect(await within('notWithinDays', 0)).toEqual(['Alone', 'Nantes', 'Rennes', 'Rezé'])
  })

  it.each<[string, ListEntity, Condition]>([
    ['another question', 'company', { field: 'contacts', operator: 'contains', value: 'x' }],
    ['days that are none', 'company', { field: 'lastVisit', operator: 'notWithinDays', value: 1.5 }],
    ['days before the calendar', 'company', { field: 'lastVisit', operator: 'withinDays', value: 99_999 }],
    ['days of a text', 'company', { field: 'name', operator: 'withinDays', value: 3 }],
    ['contacts of a contact', 'contact', { field: 'contacts', operator: 'isEmpty' }],
  ])('is refused for %s', async (_, entity, condition) => {
    const answer = await ann.call(countRecords, { params: { entity }, query: { filter: filterOf(condition) } })
    expect(['filter-invalid', 'field-unknown']).toContain(answer.problem.code)
  })
})

it('by territory', async () => {
  const inDepartment = (value: string): Condition => ({ field: 'address.postalCode', operator: 'startsWith', value })
  expect(await targets(filterOf(inDepartment('44')))).toEqual(['Nantes', 'Rezé'])
  expect(await targets({ all: [{ any: [inDepartment('44'), inDepartment('35')] }] })).toEqual([
    'Nantes',
    'Rennes',
    'Rezé',
  ])
})

describe('two targetings', () => {
  const draft = async (...names: string[]) =>
    (
      await draftJournal(
        ann,
        { field: 'alias', value: 'x' },
        names.map((name) => ids[name] ?? 0),
      )
    ).number
  const targetsOf = async (number: number) =>
    named((await ann.call(targeting.listTargets, at(number))).result.rows.map(({ id }) => id))
  const west = filterOf({ field: 'address.postalCode', operator: 'startsWith', value: '44' })

  it('are added, kept in common and taken away, a journal’s as well as a search’s', async () => {
    const other = await draft('Nantes', 'Rennes')
    const number = await draft('Alone', 'Nantes')
    const remove = async (body: targeting.TargetRemoval) =>
      (await ann.call(targeting.removeTargets, { ...at(number), body })).result
    await ann.call(targeting.addTargets, { ...at(number), body: { journal: other } })
    expect(await targetsOf(number)).toEqual(['Alone', 'Nantes', 'Rennes'])
    expect(await remove({ keepOnly: other })).toEqual({ removed: 1, targets: 2 })
    expect(await remove({ keepSelection: { filter: west } })).toEqual({ removed: 1, targets: 1 })
    expect(await targetsOf(number)).toEqual(['Nantes'])
    await ann.call(targeting.addTargets, { ...at(number), body: { journal: other } })
    expect(await remove({ selection: { filter: west } })).toEqual({ removed: 1, targets: 1 })
    expect(await remove({ journal: other })).toEqual({ removed: 1, targets: 0 })
  })
})
