/** Nobody calls what he may not: the whole contract, without a session, without the right, and with it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../src/shared/contract/endpoints.ts'
import {
  addComment,
  countRecords,
  createRecord,
  deleteRecord,
  getHistory,
  getRecord,
  listRecords,
  suggestRecords,
  updateRecord,
} from '../../src/shared/contract/record.contract.ts'
import { rights, type Right } from '../../src/shared/rights.ts'
import type { AnyEndpoint } from '../../src/server/platform/http/implement.ts'
import { routes } from '../../src/server/routes.ts'
import { createUser, type User } from '../factories/user.ts'
import { client, testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let nobody: User
beforeAll(async () => {
  server = await testServer()
  nobody = await createUser(server, { rights: [] })
})
afterAll(() => server.close())

const closed = endpoints.filter(({ right }) => right !== 'public')
const guarded = endpoints.filter(({ right }) => right in rights)
const answered = new Set(routes.map(({ endpoint }) => endpoint.id))
const named = (list: readonly AnyEndpoint[]) =>
  list.filter(({ id }) => answered.has(id)).map((endpoint) => [endpoint.id, endpoint] as const)

describe('without a session', () => {
  it.each(named(closed))('%s is refused', async (_id, endpoint) => {
    expect((await client(server)(endpoint)).problem).toMatchObject({ status: 401, code: 'signed-out' })
  })
})

describe('without the right', () => {
  it.each(named(guarded))('%s is refused', async (_id, endpoint) => {
    const right = rights[endpoint.right as Right].en
    expect((await nobody.call(endpoint)).problem).toMatchObject({
      status: 403,
      code: 'right-missing',
      params: { right },
    })
  })

  it.each(named(guarded))('%s is refused to who has every other right', async (_id, endpoint) => {
    const others = (Object.keys(rights) as Right[]).filter((right) => right !== endpoint.right)
    const user = await createUser(server, { rights: others })
    expect((await user.call(endpoint)).status).toBe(403)
  })
})

describe('companies and contacts', () => {
  const reading: AnyEndpoint[] = [listRecords, countRecords, suggestRecords, getRecord, getHistory]
  const writing: AnyEndpoint[] = [createRecord, updateRecord, addComment]
  const cases = (['company', 'contact'] as const).flatMap((entity) => [
    ...reading.map((endpoint) => ({ entity, endpoint, id: endpoint.id, right: `${entity}.see` as Right })),
    ...writing.map((endpoint) => ({ entity, endpoint, id: endpoint.id, right: `${entity}.edit` as Right })),
    {
      entity,
      endpoint: deleteRecord,
      id: 'deleteRecord',
      right: `${entity}.delete` as Right,
    },
  ])

  it.each(cases)('$id of a $entity needs $right and nothing else', async ({ entity, endpoint, right }) => {
    const input = {
      params: { entity, id: 1 },
      query: { text: 'a', version: 1 },
      body: { version: 1, values: {}, text: 'a' },
    }
    const call = (user: User) =>
      user.call(
        endpoint,
        endpoint.method === 'GET' || endpoint.method === 'DELETE' ? { ...input, body: undefined } : input,
      )
    const others = (Object.keys(rights) as Right[]).filter((one) => one !== right)
    expect((await call(await createUser(server, { rights: others }))).problem.code).toBe('right-missing')
    expect((await call(await createUser(server, { rights: [right] }))).status).not.toBe(403)
  })
})

describe('what a program meets', () => {
  it('finds addresses the contract lacks not there, as a problem document', async () => {
    const answer = await server.server.inject({ url: '/api/v1/nothing' })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toMatch('application/problem+json')
    expect(answer.json()).toMatchObject({
      type: 'urn:rafale:error:not-found',
      status: 404,
      instance: '/api/v1/nothing',
    })
  })

  it('is told what is malformed', async () => {
    const { server: http } = server
    const { headers } = nobody.call
    const broken = await http.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    })
    expect(broken.json()).toMatchObject({ status: 400, code: 'invalid-request' })
    const form = await http.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'text/plain' },
      payload: 'a',
    })
    expect(form.json()).toMatchObject({ code: 'invalid-request' })
    const limit = await http.inject({ url: '/api/v1/records/company?limit=5000', headers })
    expect(limit.json()).toMatchObject({ code: 'invalid-request', detail: expect.stringContaining('query.limit') })
  })

  it('is given health, readiness, measures and the description of the API', async () => {
    for (const url of ['/healthz', '/readyz', '/metrics', '/api/openapi.json']) {
      expect((await server.server.inject({ url })).statusCode, url).toBe(200)
    }
    const proxied = await server.server.inject({ url: '/metrics', headers: { 'x-forwarded-for': '1.2.3.4' } })
    expect(proxied.statusCode).toBe(404)
  })

  it('is slowed down when it asks too much', async () => {
    const slow = await testServer({}, { requestsPerMinute: 2 })
    const codes: number[] = []
    for (let n = 0; n < 3; n++) codes.push((await slow.server.inject({ url: '/api/v1/session' })).statusCode)
    await slow.close()
    expect(codes).toEqual([200, 200, 429])
  })

  it('sends headers that keep pages of other sites out, and insists on https only where there is https', async () => {
    const plain = await server.server.inject({ url: '/api/v1/session' })
    expect(plain.headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
    expect(plain.headers['content-security-policy']).not.toMatch(/upgrade-insecure-requests/)
    expect(plain.headers['strict-transport-security']).toBeUndefined()
    const secure = await testServer({ RAFALE_PUBLIC_URL: 'https://crm.test' })
    const { headers } = await secure.server.inject({ url: '/api/v1/session' })
    await secure.close()
    expect(headers['strict-transport-security']).toMatch(/max-age=31536000/)
    expect(headers['content-security-policy']).toMatch(/upgrade-insecure-requests/)
  })
})
