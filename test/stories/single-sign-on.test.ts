/** Single sign-on against a real OpenID Connect provider: set up, come in, linked by a verified e-mail, and the only way in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAccounts } from '../../src/shared/contract/account.contract.ts'
import { getSession, signIn } from '../../src/shared/contract/session.contract.ts'
import * as contract from '../../src/shared/contract/sign-on.contract.ts'
import { createUser, type User } from '../factories/user.ts'
import { oidcServer, type OidcServer } from '../oidc-provider.ts'
import { client, testServer, type Answer, type TestServer } from '../test-server.ts'

const base = 'http://rafale.test'
const password = 'correct horse battery'
let server: TestServer
let provider: OidcServer
let admin: User

beforeAll(async () => {
  server = await testServer({ RAFALE_PUBLIC_URL: base })
  provider = await oidcServer(
    {
      'sub-ann': { email: 'ANN@rafale.test', email_verified: true },
      'sub-bob': { email: 'bob@rafale.test', email_verified: false },
      'sub-thief': { email: 'ann@rafale.test', email_verified: true },
      'sub-nobody': { email: 'nobody@rafale.test', email_verified: true },
    },
    `${base}/sign-on`,
  )
  admin = await createUser(server, { email: 'boss@rafale.test', password })
  await createUser(server, { email: 'ann@rafale.test', role: 'sales-person', password })
  await createUser(server, { email: 'bob@rafale.test', role: 'sales-person', password })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})

const save = (given: object = {}) =>
  admin.call(contract.saveSignOn, {
    body: {
      issuer: provider.issuer,
      clientId: 'rafale',
      label: 'Acme',
      isOnly: false,
      secret: 'client-secret',
      ...given,
    },
  })
const cookieOf = (answer: Answer<unknown>, name: string) =>
  [answer.headers['set-cookie']]
    .flat()
    .map(String)
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0] ?? ''

/** Leaves for the provider, signs in there, and comes back with its answer. */
async function comeBy(account: string) {
  const start = await client(server)(contract.startSignOn)
  const cookie = cookieOf(start, 'rafale_sign_on')
  const { search } = await provider.signIn(start.result.url, account)
  const finish = () => client(server, { cookie })(contract.finishSignOn, { body: { answer: search } })
  return { answer: await finish(), again: finish, search, cookie }
}

describe('single sign-on', () => {
  it('is not there before it is set up, and is set up only with a provider that answers', async () => {
    expect((await client(server)(contract.startSignOn)).problem.code).toBe('not-found')
    expect((await client(server)(getSession)).result.signOn).toBeNull()
    expect((await save({ issuer: 'http://127.0.0.1:9' })).problem.code).toBe('sign-on-failed')
    expect((await save({ issuer: 'http://provider.test' })).problem.code).toBe('invalid-request')
    const { result } = await save()
    expect(result).toMatchObject({ redirectUri: `${base}/sign-on`, settings: { label: 'Acme' } })
    expect(JSON.stringify(result)).not.toContain('client-secret')
    expect((await client(server)(getSession)).result.signOn).toEqual({ label: 'Acme', isOnly: false })
  })

  it('signs in the user of the verified e-mail, who is linked from then on', async () => {
    const { answer } = await comeBy('sub-ann')
    expect(answer.result).toMatchObject({ state: 'signed-in', user: { email: 'ann@rafale.test' } })
    const call = client(server, { cookie: cookieOf(answer, 'rafale_session') })
    expect((await call(getSession)).result.user?.email).toBe('ann@rafale.test')
    const ann = (await admin.call(listAccounts)).result.find(({ email }) => email === 'ann@rafale.test')
    expect(ann?.isLinked).toBe(true)
    expect((await comeBy('sub-ann')).answer.status).toBe(200)
  })

  it('signs in nobody by an e-mail that is not verified, that is another’s identity, or that nobody has', async () => {
    for (const account of ['sub-bob', 'sub-thief', 'sub-nobody']) {
      const { answer } = await comeBy(account)
      expect(answer.problem, account).toMatchObject({ status: 403, code: 'sign-on-unknown' })
      expect(cookieOf(answer, 'rafale_session')).toBe('')
    }
  })

  it('takes an answer once, in the browser that left, and unchanged', async () => {
    const { again, search, cookie } = await comeBy('sub-ann')
    expect((await again()).problem.code).toBe('sign-on-failed')
    expect((await client(server)(contract.finishSignOn, { body: { answer: search } })).problem.code).toBe(
      'sign-on-failed',
    )
    const start = await client(server)(contract.startSignOn)
    const other = await provider.signIn(start.result.url, 'sub-ann')
    const foreign = client(server, { cookie })
    expect((await foreign(contract.finishSignOn, { body: { answer: other.search } })).problem.code).toBe(
      'sign-on-failed',
    )
  })

  it('can be the only way in, but for administrators', async () => {
    const enter = (email: string) => client(server)(signIn, { body: { email, password } })
    expect((await enter('ann@rafale.test')).status).toBe(200)
    // The secret stays while issuer and client are the same.
    await save({ isOnly: true, secret: undefined })
    expect((await enter('ann@rafale.test')).problem.code).toBe('sign-on-only')
    expect((await enter('boss@rafale.test')).status).toBe(200)
    expect((await comeBy('sub-ann')).answer.status).toBe(200)
    await admin.call(contract.deleteSignOn)
    expect((await enter('ann@rafale.test')).status).toBe(200)
  })
})
