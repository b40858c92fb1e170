/** The history of a record: changes and comments together, filtered, page by page, of what one may see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addComment,
  getHistory,
  getRecord,
  updateRecord,
  type ListEntity,
  type Values,
} from '../../src/shared/contract/record.contract.ts'
import { execute, sql } from '../../src/server/platform/database/sql.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let ann: User
let bob: User
let company: number
let contact: number

const at = (entity: ListEntity, id: number) => ({ params: { entity, id } })
const change = async (user: User, values: Values) => {
  const { version } = (await ann.call(getRecord, at('company', company))).result
  await user.call(updateRecord, { ...at('company', company), body: { version, values } })
}
const comment = (user: User, entity: ListEntity, id: number, text: string) =>
  user.call(addComment, { ...at(entity, id), body: { text } })

/** The history in one line each: what a page shows, an event above the change set it follows. */
const told = async (user: User, query: object = {}, entity: ListEntity = 'company', id = company) => {
  const answer = await user.call(getHistory, { ...at(entity, id), query })
  if (answer.status !== 200) return [answer.problem.code]
  const { entries, events } = answer.result
  const lines = [
    ...events.map((one) => ({
      place: [one.changeSet, one.id] as const,
      line: `${one.author}: ${one.text}${one.label ? ` (${one.label})` : ''}`,
    })),
    ...entries.map((one) => ({
      place: [one.changeSet, 0] as const,
      line: `${one.author} ${one.action} ${Object.keys(one.fields).join()}`,
    })),
  ]
  return lines.sort((a, b) => b.place[0] - a.place[0] || b.place[1] - a.place[1]).map(({ line }) => line)
}

beforeAll(async () => {
  server = await testServer()
  ann = await createUser(server, { name: 'Ann' })
  bob = await createUser(server, { name: 'Bob', role: 'sales-manager' })
  company = (await createCompany(ann, { name: 'Suivie' })).id
  await comment(ann, 'company', company, ' Premier contact au salon ')
  await change(bob, { employees: 3 })
  await change(ann, { employees: 4, website: 'https://suivie.fr' })
  contact = (await createContact(ann, company, { lastName: 'Blou' })).id
  await comment(bob, 'contact', contact, 'Rappeler lundi')
})
afterAll(() => server.close())

describe('comments', () => {
  it('stand among the changes, in the order they were written; a contact’s shows in its company', async () => {
    expect(await told(ann)).toEqual([
      'Bob: Rappeler lundi (BLOU)',
      'Ann update defaultContact',
      expect.stringMatching(/^Ann create .*lastName/),
      'Ann update website,employees',
      'Bob update employees',
      'Ann: Premier contact au salon',
      expect.stringMatching(/^Ann create .*name/),
    ])
    expect(await told(ann, {}, 'contact', contact)).toEqual([
      'Bob: Rappeler lundi',
      expect.stringMatching(/^Ann create /),
    ])
  })

  it('are read page by page with the changes, none twice and none left out', async () => {
    const whole = await told(ann)
    const lines: string[] = []
    let before: string | undefined
    do {
      lines.push(...(await told(ann, { limit: 1, before })))
      before =
        (await ann.call(getHistory, { ...at('company', company), query: { limit: 1, before } })).result.next ??
        undefined
    } while (before !== undefined)
    expect(lines).toEqual(whole)
    expect(await told(ann, { before: 'nonsense' })).toEqual(['filter-invalid'])
  })

  it('are for who may edit the record and see it', async () => {
    expect((await comment(ann, 'company', company, '   ')).problem.code).toBe('invalid-request')
    const reader = await createUser(server, { rights: ['company.see', 'contact.see'] })
    expect((await comment(reader, 'company', company, 'Lu')).problem.code).toBe('right-missing')
    expect(await told(reader)).toContain('Bob: Rappeler lundi (BLOU)')
    expect((await comment(ann, 'company', 999_999, 'Où ?')).problem.code).toBe('not-found')
  })
})

describe('filters', () => {
  it('keep one kind, one field, one user', async () => {
    expect(await told(ann, { kind: 'comment' })).toEqual([
      'Bob: Rappeler lundi (BLOU)',
      'Ann: Premier contact au salon',
    ])
    expect(await told(ann, { kind: 'comment', user: bob.id })).toEqual(['Bob: Rappeler lundi (BLOU)'])
    expect(await told(ann, { kind: 'created' })).toHaveLength(2)
    expect(await told(ann, { kind: 'import' })).toEqual([])
    expect(await told(ann, { kind: 'edit', user: bob.id })).toEqual(['Bob update employees'])
    expect(await told(ann, { field: 'company.employees' })).toEqual([
      'Ann update website,employees',
      'Bob update employees',
    ])
    expect(await told(ann, { field: 'company.employees', user: bob.id })).toEqual(['Bob update employees'])
    expect(await told(ann, { field: 'contact.lastName' })).toHaveLength(1)
    expect(await told(ann, { field: 'company.colour' })).toEqual(['field-unknown'])
    expect(await told(ann, { kind: 'gossip' })).toEqual(['invalid-request'])
  })
})

describe('what one may not see', () => {
  it('has no history, and a hidden contact none in its company', async () => {
    const hidden = (await createContact(ann, company, { lastName: 'Caché' })).id
    await comment(ann, 'contact', hidden, 'Secret')
    await restrict(server, 'contact', hidden, { users: [ann.id] })
    expect(await told(ann)).toContain('Ann: Secret (CACHÉ)')
    for (const query of [{}, { kind: 'comment' }, { kind: 'created' }, { user: ann.id }]) {
      expect(JSON.stringify(await told(bob, query))).not.toMatch(/Secret|CACHÉ/)
    }
    expect(await told(bob, {}, 'contact', hidden)).toEqual(['not-found'])
    expect((await comment(bob, 'contact', hidden, 'Vu')).problem.code).toBe('not-found')
  })
})

it('reads the newest of 10,000 changes without going through the others', async () => {
  const { id } = await createCompany(ann, { name: 'Bavarde' })
  await execute(
    server.pool,
    sql`with made as (
          insert into change_set (kind, author_id, position) select 'import', ${ann.id}, nextval('log_position') from generate_series(1, 10000) returning id)
        insert into change (change_set_id, record_id, subject_id, entity, action, fields)
        select made.id, ${id}, ${id}, 'company', 'u', jsonb_build_object('employees', jsonb_build_array(made.id - 1, made.id)) from made`,
  )
  const first = (await ann.call(getHistory, { ...at('company', id), query: { limit: 50 } })).result
  expect(first.entries).toHaveLength(50)
  const last = first.entries.at(-1)?.changeSet ?? 0
  const next = (await ann.call(getHistory, { ...at('company', id), query: { limit: 50, before: first.next ?? '' } }))
    .result
  expect(next.entries[0]?.changeSet).toBe(last - 1)
  expect(
    (await ann.call(getHistory, { ...at('company', id), query: { kind: 'created' } })).result.entries,
  ).toHaveLength(1)
})
