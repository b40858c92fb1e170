/** The first administrator sets Rafale up; people sign in and out; nobody guesses a password. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getUsers } from '../../src/shared/contract/reference.contract.ts'
import { getSession, setUp, signIn, signOut, updateMe } from '../../src/shared/contract/session.contract.ts'
import { hashToken, makeToken } from '../../src/server/platform/auth/token.ts'
import { rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { createUser } from '../factories/user.ts'
import { client, testServer, type TestServer } from '../test-server.ts'

const ann = {
  email: 'ann@rafale.test',
  name: 'Ann',
  password: 'correct horse',
  language: 'en',
  withSampleData: true,
} as const

let server: TestServer
const audited = async () =>
  (await rowsOf<{ action: string }>(server.pool, sql`select action from audit_event order by id`)).map(
    (row) => row.action,
  )

describe('an installation without users', () => {
  beforeAll(async () => void (server = await testServer({ RAFALE_DATA_DIR: '/var/lib/rafale' })))
  afterAll(() => server.close())

  it('says that it is to be set up, and where its data is kept', async () => {
    const { result } = await client(server)(getSession)
    expect(result).toMatchObject({ state: 'setup', user: null, dataDir: '/var/lib/rafale' })
  })

  it('makes one administrator of two who set it up at once, and the job that makes sample data', async () => {
    const calls = ['ann', 'bob'].map((name) =>
      client(server)(setUp, { body: { ...ann, email: `${name}@rafale.test`, name } }),
    )
    const answers = await Promise.all(calls)
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.problem.code).toBe('already-set-up')
    const jobs = await rowsOf<{ kind: string }>(server.pool, sql`select kind from job`)
    expect(jobs).toEqual([{ kind: 'sample-data' }])
    expect(await audited()).toEqual(['set-up'])
  })

  it('is set up once: the next is refused, and nothing is told of the data', async () => {
    const again = await client(server)(setUp, { body: ann })
    expect(again.problem).toMatchObject({ status: 409, code: 'already-set-up' })
    expect((await client(server)(getSession)).result).toMatchObject({ state: 'signed-out', dataDir: null })
  })
})

describe('signing in', () => {
  beforeEach(async () => void (server = await testServer()))
  afterEach(() => server.close())

  const attempt = (email: string, password: string) => client(server)(signIn, { body: { email, password } })

  it('gives a cookie that scripts and other sites do not get, and that the base cannot give away', async () => {
    await createUser(server, { email: ann.email, password: ann.password })
    const { status, result, headers } = await attempt('ANN@rafale.test', ann.password)
    expect(status).toBe(200)
    expect(result.user).toMatchObject({ email: ann.email, role: 'administrator' })
    const cookie = String(headers['set-cookie'])
    expect(cookie).toMatch(/^rafale_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
    const token = /=([\w-]+);/.exec(cookie)?.[1] ?? ''
    const call = client(server, { cookie: `rafale_session=${token}` })
    expect((await call(getSession)).result.state).toBe('signed-in')
    const stored = await rowsOf<{ hash: Buffer }>(server.pool, sql`select token_hash as hash from session`)
    expect(stored.some(({ hash }) => hash.equals(hashToken(token)))).toBe(true)
    await call(signOut)
    expect((await call(getSession)).result.state).toBe('signed-out')
    expect(await audited()).toEqual(['sign-in', 'sign-out'])
  })

  it('answers the same to a wrong password, an unknown e-mail and an inactive user', async () => {
    await createUser(server, { email: ann.email, password: ann.password })
    await createUser(server, { email: 'left@rafale.test', password: ann.password, isActive: false })
    const answers = [
      await attempt(ann.email, 'wrong'),
      await attempt('nobody@rafale.test', ann.password),
      await attempt('left@rafale.test', ann.password),
    ]
    const [first] = answers
    for (const { problem } of answers) expect(problem).toEqual(first?.problem)
    expect(first?.problem).toMatchObject({
      status: 401,
      code: 'sign-in-refused',
      detail: 'E-mail ou mot de passe incorrect.',
    })
    expect(await audited()).toEqual(['sign-in-refused', 'sign-in-refused', 'sign-in-refused'])
  })

  it('is throttled by e-mail, also when the attempts come at once, and even with the right password', async () => {
    await createUser(server, { email: ann.email, password: ann.password })
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(ann.email, 'wrong')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
    const next = await attempt(ann.email, ann.password)
    expect(next.problem).toMatchObject({ code: 'sign-in-throttled', params: { seconds: 30 } })
    expect(next.headers['retry-after']).toBe('30')
    expect((await attempt('other@rafale.test', 'wrong')).status).toBe(401)
  })

  it('ends when the session is over or the user is no longer active', async () => {
    const user = await createUser(server)
    expect((await user.call(getUsers)).status).toBe(200)
    await server.pool.query(`update app_user set is_active = false`)
    expect((await user.call(getUsers)).problem.code).toBe('signed-out')
    await server.pool.query(`update app_user set is_active = true; update session set expires_at = now()`)
    expect((await user.call(getUsers)).problem.code).toBe('signed-out')
  })

  it('lasts 30 days from its last use', async () => {
    const user = await createUser(server)
    await server.pool.query(
      `update session set last_seen_at = now() - interval '2 days', expires_at = now() + interval '28 days'`,
    )
    const { headers } = await user.call(getUsers)
    expect(String(headers['set-cookie'])).toMatch(/Max-Age=2592000/)
    const { rows } = await server.pool.query(`select expires_at > now() + interval '29 days' as moved from session`)
    expect(rows).toEqual([{ moved: true }])
    expect((await user.call(getUsers)).headers['set-cookie']).toBeUndefined()
  })

  it('is also done by API key, with the rights of its user', async () => {
    const user = await createUser(server, { rights: ['company.see'] })
    const key = makeToken('rfl_')
    await server.pool.query('insert into api_key (user_id, name, key_hash) values ($1, $2, $3)', [
      user.id,
      'test',
      hashToken(key),
    ])
    const call = client(server, { authorization: `Bearer ${key}` })
    expect((await call(getSession)).result.user?.rights).toEqual(['company.see'])
    expect((await client(server, { authorization: 'Bearer rfl_wrong' })(getUsers)).status).toBe(401)
    await server.pool.query(`update api_key set expires_at = now()`)
    expect((await call(getUsers)).status).toBe(401)
  })

  it('chooses the language of what is said', async () => {
    const user = await createUser(server, { language: 'fr' })
    expect((await user.call(updateMe, { body: { language: 'en' } })).result.language).toBe('en')
    const { problem } = await user.call(updateMe, { body: { language: 'de' as 'fr' } })
    expect(problem.detail).toMatch(/^The request is malformed: body.language/)
    const stranger = client(server, { 'accept-language': 'de, en;q=0.8, fr;q=0.5' })
    expect((await stranger(getUsers)).problem.detail).toMatch(/^Your session/)
  })

  it('is refused to pages of other sites', async () => {
    const codeOf = async (headers: Record<string, string>) =>
      (await client(server, headers)(signIn, { body: { email: 'a@b.c', password: 'x' } })).problem.code
    expect(await codeOf({ 'sec-fetch-site': 'cross-site' })).toBe('cross-site')
    expect(await codeOf({ 'sec-fetch-site': 'same-site' })).toBe('cross-site')
    expect(await codeOf({ origin: 'https://evil.test' })).toBe('cross-site')
    expect(await codeOf({ 'sec-fetch-site': 'same-origin' })).toBe('sign-in-refused')
    expect(await codeOf({ origin: 'http://localhost:3000', host: 'localhost:3000' })).toBe('sign-in-refused')
    expect(await codeOf({})).toBe('sign-in-refused')
  })
})
