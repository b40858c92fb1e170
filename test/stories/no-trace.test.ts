/**
 * What one may not see leaves no trace anywhere (AC-5): every endpoint of the contract is called by a user who may do
 * everything but see all. An endpoint that is added to the contract is called too, its input made from its schema.
 *
 * Hidden records are made with ids of their own (77…) and names that hold "zyx". Then
 * - what every reading endpoint answers is the same before they exist and afterwards, and holds neither;
 * - every endpoint that takes a number answers to a hidden id as to one that never existed;
 * - once visible records, journals and views refer to hidden ones, no answer holds their ids: they are masked.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoints } from '../../src/shared/contract/endpoints.ts'
import { createRestorePoint, listChangeSets } from '../../src/shared/contract/change-set.contract.ts'
import { addTargets } from '../../src/shared/contract/journal-targeting.contract.ts'
import { createJournal } from '../../src/shared/contract/journal.contract.ts'
import { addCustomField } from '../../src/shared/contract/custom-field.contract.ts'
import {
  deleteRecord,
  getHistory,
  getRecord,
  listRecords,
  updateRecord,
  type Values,
} from '../../src/shared/contract/record.contract.ts'
import { createView } from '../../src/shared/contract/saved-view.contract.ts'
import { setCustomFields } from '../../src/shared/catalogue/catalogue.ts'
import { rights, type Right } from '../../src/shared/rights.ts'
import type { AnyEndpoint } from '../../src/server/platform/http/implement.ts'
import { createCompany, createContact, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

type Input = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

const firstHidden = 77_000_000
const absent = 76_999_999
/** Ids that are given out during the walk, and are no trace of anything. */
const firstOfWalk = 78_000_000
const trace = /zyx|\b7700\d{4}\b/i

/** Not walked, and why nothing is lost by it. */
const left: Record<string, string> = {
  jobEvents: 'never ends; it sends what getJob and listJobs answer',
  downloadTemplateWorkbook: 'holds no record, and the time it was made at',
  signOut: 'would end the session of the walk; it takes and gives nothing',
}

let server: TestServer
let admin: User
let outsider: User
const open: Record<string, number> = {}
const hidden: { company: number; contact: number; gone: number } = { company: 0, contact: 0, gone: 0 }

const walked = endpoints.filter(({ right, id }) => right !== 'public' && !(id in left))
const readings = walked.filter(({ method }) => method === 'GET')
const at = (entity: 'company' | 'contact', id: number) => ({ params: { entity, id } })

beforeAll(async () => {
  server = await testServer()
  admin = await createUser(server)
  outsider = await createUser(server, { rights: (Object.keys(rights) as Right[]).filter((one) => one !== 'seeAll') })
  open['company'] = (await createCompany(admin, { name: 'Ouverte', code: 'A1' }, [{ values: { city: 'Nantes' } }])).id
  open['contact'] = (await createContact(admin, open['company'], { lastName: 'Connu' })).id
  open['journal'] = await draft()
  open['point'] = (await admin.call(createRestorePoint, { body: { name: 'Midi' } })).result.id
  const { rows } = await server.pool.query<{ id: number }>(`select min(id)::int as id from change_set`)
  open['changeSet'] = rows[0]?.id ?? 0
})
afterAll(async () => {
  await server.close()
  setCustomFields([])
})

/** Companies, a contact and a deleted company that only the administrator sees, targets of the outsider's journal too. */
async function hideRecords(): Promise<void> {
  await server.pool.query(`select setval('record_id', $1, false)`, [firstHidden])
  const company = await createCompany(admin, { name: 'Zyxomatique', code: 'ZYX1', alias: 'Zyx' }, [
    { values: { city: 'Zyxville', line1: '1 rue Zyx' } },
  ])
  const contact = await createContact(admin, company.id, { lastName: 'Zyxon', email1: 'zyx@zyx.test' })
  const gone = await createCompany(admin, { name: 'Zyxparti', code: 'ZYX2' })
  Object.assign(hidden, { company: company.id, contact: contact.id, gone: gone.id })
  for (const id of [company.id, gone.id]) await restrict(server, 'company', id, { users: [admin.id] })
  const { version } = (await admin.call(getRecord, at('company', company.id))).result
  await admin.call(updateRecord, { ...at('company', company.id), body: { version, values: { alias: 'Zyxo' } } })
  const gonesVersion = (await admin.call(getRecord, at('company', gone.id))).result.version
  await admin.call(deleteRecord, { ...at('company', gone.id), query: { version: gonesVersion } })
  await admin.call(addTargets, { params: { number: open['journal'] ?? 0 }, body: { ids: [company.id] } })
  expect(company.id).toBeGreaterThanOrEqual(firstHidden)
  await server.pool.query(`select setval('record_id', $1, false)`, [firstOfWalk])
}

const change = async (entity: 'company' | 'contact', id: number, values: Values) => {
  const { version } = (await admin.call(getRecord, at(entity, id))).result
  const { status } = await admin.call(updateRecord, { ...at(entity, id), body: { version, values } })
  expect(status).toBe(200)
}

/** Fields of open records, their history, a journal and a shared view refer to what is hidden. */
async function referToHidden(): Promise<void> {
  const field = { type: 'reference', target: 'company', tab: 'general', help: null, isRequired: false } as const
  const label = { fr: 'Filiale', en: 'Branch' }
  for (const entity of ['company', 'contact'] as const) {
    const { status } = await admin.call(addCustomField, { body: { ...field, entity, label, values: [] } })
    expect(status).toBe(200)
  }
  const [company = 0, contact = 0] = [open['company'], open['contact']]
  await change('company', company, { parent: hidden.company, xFiliale: hidden.company })
  await change('contact', contact, { xFiliale: hidden.company })
  await server.pool.query(`update company set default_contact_id = $1 where id = $2`, [hidden.contact, company])
  const filter = { all: [{ field: 'parent', operator: 'anyOf' as const, value: [hidden.company] }] }
  const settings = { columns: [{ path: 'name' }, { path: 'parent' }], filter }
  await admin.call(createView, { body: { entity: 'company', name: 'Groupe', isShared: true, settings } })
  const body = { entity: 'company' as const, field: 'parent', operation: 'set' as const, value: hidden.company }
  const { result } = await admin.call(createJournal, { body: { ...body, targets: { ids: [company] } } })
  open['journal'] = result.number
  const { changeSets } = (await admin.call(listChangeSets)).result
  open['changeSet'] = changeSets.find(({ fields }) => 'company.parent' in (fields ?? {}))?.id ?? 0
}

type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  default?: unknown
  format?: string
  pattern?: string
}

const schemaOf = (schema: z.ZodType | undefined): Schema | undefined =>
  schema && (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema)

/** A value the schema takes; every whole number in it is `id`. Optional members are left out unless they hold numbers. */
function sampleOf(schema: Schema, id: number): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null')
  if (choice) return sampleOf(choice, id)
  switch (schema.type) {
    case 'integer':
    case 'number':
      return id
    case 'boolean':
      return false
    case 'array':
      return schema.items && hasNumber(schema.items) ? [sampleOf(schema.items, id)] : []
    case 'object': {
      const kept = Object.entries(schema.properties ?? {}).filter(
        ([name, member]) => schema.required?.includes(name) || hasNumber(member),
      )
      return Object.fromEntries(kept.map(([name, member]) => [name, sampleOf(member, id)]))
    }
    case 'string':
      if (schema.pattern?.includes('\\d')) return String(id)
      if (schema.format === 'email') return 'someone@rafale.test'
      return 'ouverte et connue'
    default:
      return id
  }
}

function hasNumber(schema: Schema): boolean {
  if (schema.type === 'integer') return true
  return [...(schema.anyOf ?? schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])].some(hasNumber)
}

/** Whose number an address holds: `/journals/:number` is a journal's, whatever is not known here a record's. */
function openIdOf({ path }: AnyEndpoint, entity: string): number {
  if (path.includes('/journals/')) return open['journal'] ?? 0
  if (path.includes('/change-sets/')) return open['changeSet'] ?? 0
  if (path.includes('/restore-points/')) return open['point'] ?? 0
  return open[entity] ?? 0
}

/** Where the schema alone does not say what a value refers to. */
const examples: Record<string, (entity: string, id: number) => unknown> = {
  createRecord: (entity, id) => ({
    values: entity === 'company' ? { name: 'F', parent: id } : { lastName: 'F', company: id },
  }),
  findLikelyDuplicates: (entity, id) => ({
    values: entity === 'company' ? { name: 'Zyxomatique' } : { lastName: 'Zyxon', company: id },
    except: id,
  }),
  decideDuplicate: (entity, id) => ({ records: [open[entity] ?? 0, id], isDuplicate: false }),
  previewMerge: (entity, id) => ({ entity, ids: [open[entity] ?? 0, id] }),
  mergeRecords: (entity, id) => ({
    entity,
    survivor: open[entity] ?? 0,
    records: [open[entity] ?? 0, id].map((one) => ({ id: one, version: 1 })),
  }),
  updateRecord: (entity, id) => ({ version: 1, values: entity === 'company' ? { parent: id } : { company: id } }),
}

const entitiesOf = ({ path }: AnyEndpoint) =>
  path.includes(':entity') ? (['company', 'contact'] as const) : (['company'] as const)

/** What the endpoint is asked about a number, or about what is open to the user. */
function inputOf(endpoint: AnyEndpoint, entity: 'company' | 'contact', id: number | 'open'): Input {
  const own = openIdOf(endpoint, entity)
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  // Where the body takes numbers, the address is that of what is the user's own: a journal to add targets to.
  const isOwn =
    id === 'open' || (/\/(journals|change-sets|restore-points)\//.test(endpoint.path) && takesNumber(endpoint))
  const [query, body] = [schemaOf(endpoint.query), schemaOf(endpoint.body)]
  const example = id === 'open' ? undefined : examples[endpoint.id]?.(entity, id)
  return {
    params: Object.fromEntries(names.map((name) => [name, name === 'entity' ? entity : isOwn ? own : id])),
    ...(query
      ? { query: id === 'open' ? requiredOf(query, own) : (sampleOf(query, id) as Record<string, unknown>) }
      : {}),
    ...(body && endpoint.method !== 'GET' ? { body: example ?? sampleOf(body, id === 'open' ? own : id) } : {}),
  }
}

/** Whether its body or query takes a whole number. */
const takesNumber = (endpoint: AnyEndpoint): boolean =>
  JSON.stringify([schemaOf(endpoint.body) ?? null, schemaOf(endpoint.query) ?? null]).includes('"integer"')

const requiredOf = (query: Schema, id: number) =>
  Object.fromEntries((query.required ?? []).map((name) => [name, sampleOf(query.properties?.[name] ?? {}, id)]))

/** Numbers that endpoints count up by themselves, moments, what is left of a disk: not what the walk compares. */
const passing =
  /"(at|createdAt|updatedAt|lastSeenAt|lastUsedAt|signedInAt|bytes|freeBytes|stamp|number|job|reference)":("[^"]*"|\d+|null)/g
const told = (answer: { status: number; result: unknown }, sent?: number): string =>
  `${answer.status} ${JSON.stringify(answer.result)}`
    .replaceAll(passing, '')
    .replaceAll(/"instance":"[^"]*"/g, '')
    .replaceAll(/"id":\d+(?=,"(entity":"\w+","format|fileName)":)/g, '"id":"new"')
    .replaceAll(/"expiresAt":"[^"]*"/g, '')
    // A workbook holds the time it was made at: packed, a byte more or less.
    .replaceAll(/"size":\d+(?=,"isReady")/g, '')
    .replaceAll(/\b7800\d{4}\b/g, 'new')
    .replaceAll(sent === undefined ? /$^/g : new RegExp(`\\b${sent}\\b`, 'g'), '#')

/** The answer about that number, with nothing left of the question before: no attempts counted, a draft of its own. */
async function askAfresh(endpoint: AnyEndpoint, entity: 'company' | 'contact', id: number): Promise<string> {
  await server.pool.query('delete from sign_in_failure')
  if (endpoint.method !== 'GET' && endpoint.path.includes('/journals/')) open['journal'] = await draft()
  return told(await outsider.call(endpoint, inputOf(endpoint, entity, id)), id)
}

async function draft(): Promise<number> {
  const targets = { ids: [open['company'] ?? 0] }
  const body = { entity: 'company' as const, field: 'alias', operation: 'set' as const, value: 'B', targets }
  return (await outsider.call(createJournal, { body })).result.number
}

async function readAll(): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  for (const endpoint of readings) {
    for (const entity of entitiesOf(endpoint)) {
      const input = inputOf(endpoint, entity, 'open')
      const key = `${endpoint.id} ${JSON.stringify(input)}`
      answers.set(key, told(await outsider.call(endpoint, input)))
    }
  }
  for (const entity of ['company', 'contact'] as const) {
    for (const query of [{ search: 'zyx' }, { sort: 'id' }, { search: 'zyxon' }]) {
      const list = endpoints.find(({ id }) => id === 'listRecords')
      const count = endpoints.find(({ id }) => id === 'countRecords')
      for (const endpoint of [list, count]) {
        if (!endpoint) throw new Error('The contract has no lists')
        const { sort, ...counted } = query as { sort?: string; search?: string }
        const input = { params: { entity }, query: endpoint === list ? query : counted }
        answers.set(
          `${endpoint.id} ${entity} ${JSON.stringify({ ...counted, sort })}`,
          told(await outsider.call(endpoint, input)),
        )
      }
    }
  }
  return answers
}

describe('records one may not see', () => {
  it('change no answer of any reading endpoint, and stand in none', async () => {
    const before = await readAll()
    await hideRecords()
    const after = await readAll()
    const faults: string[] = []
    for (const [key, answer] of after) {
      if (answer !== before.get(key)) faults.push(`${key}\n  before ${before.get(key)}\n  after  ${answer}`)
      if (trace.test(answer)) faults.push(`${key} holds a trace: ${answer}`)
    }
    expect(faults).toEqual([])
    expect([...after.values()].filter((answer) => answer.startsWith('200')).length).toBeGreaterThan(30)
  })

  it('are seen by the administrator, so that the walk would have found them', async () => {
    const list = readings.find(({ id }) => id === 'listRecords')
    const answer = list && (await admin.call(list, { params: { entity: 'company' } }))
    expect(told(answer ?? { status: 0, result: null })).toMatch(trace)
  })

  it('are masked wherever something visible refers to them', async () => {
    await referToHidden()
    const answers = await readAll()
    for (const entity of ['company', 'contact'] as const) {
      const columns = entity === 'company' ? 'name,parent,xFiliale,defaultContact' : 'lastName,xFiliale,company.parent'
      const id = open[entity] ?? 0
      const record = await outsider.call(getRecord, at(entity, id))
      const list = await outsider.call(listRecords, { params: { entity }, query: { columns } })
      const history = await outsider.call(getHistory, at(entity, id))
      expect(record.result.values['xFiliale']).toBe('masked')
      expect(list.result.rows.find((row) => row.id === id)?.values['xFiliale']).toBe('masked')
      expect(JSON.stringify(history.result.entries)).toContain('"xFiliale":[null,"masked"]')
      for (const answer of [record, list, history]) answers.set(`${entity} ${answers.size}`, told(answer))
    }
    expect([...answers].filter(([, answer]) => trace.test(answer))).toEqual([])
    expect([...answers.values()].filter((answer) => answer.includes('"masked"')).length).toBeGreaterThan(8)
  })

  it.each(
    walked
      .filter((endpoint) => /:(id|number)/.test(endpoint.path) || takesNumber(endpoint))
      .map((endpoint) => [endpoint.id, endpoint] as const),
  )('%s answers to them as to what never was', async (_id, endpoint) => {
    for (const id of Object.values(hidden)) {
      for (const entity of entitiesOf(endpoint)) {
        const ofAbsent = await askAfresh(endpoint, entity, absent)
        const ofHidden = await askAfresh(endpoint, entity, id)
        expect(ofHidden).toBe(ofAbsent)
        expect(ofHidden).not.toMatch(trace)
      }
    }
  })

  it('are still what they were after all these calls', async () => {
    const { values } = (await admin.call(getRecord, at('company', hidden.company))).result
    expect(values).toMatchObject({ name: 'Zyxomatique', alias: 'Zyxo', code: 'ZYX1' })
  })
})
