/** A second factor: set up by its owner, asked for at the door, demanded by a role, lost and taken off. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as accounts from '../../src/shared/contract/account.contract.ts'
import { countRecords } from '../../src/shared/contract/record.contract.ts'
import { addRole, changeRole } from '../../src/shared/contract/role.contract.ts'
import { getSession, signIn, signOut } from '../../src/shared/contract/session.contract.ts'
import { codeOf, forgetStep, userWithFactor as makeUser } from '../factories/second-factor.ts'
import { createUser, type User } from '../factories/user.ts'
import { client, testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let admin: User
const password = 'correct horse battery'
let made = 0

beforeAll(async () => {
  server = await testServer()
  admin = await createUser(server)
})
afterAll(() => server.close())

const enter = (email: string, code?: string, given = password) =>
  client(server)(signIn, { body: { email, password: given, code } })
const goOn = (user: User) => forgetStep(server, user)
const userWithFactor = () => makeUser(server, { email: `factor${++made}@rafale.test`, password })

describe('a second factor', () => {
  it('is on once a code of it and the password were right', async () => {
    const user = await createUser(server, { email: 'start@rafale.test', password })
    const { secret, uri } = (await user.call(accounts.startSecondFactor)).result
    expect(uri).toMatch(/^otpauth:\/\/totp\/Rafale:start%40rafale\.test\?issuer=Rafale&secret=[A-Z2-7]{32}&/)
    expect((await enter('start@rafale.test')).status).toBe(200)
    const confirm = (code: string, given: string) =>
      user.call(accounts.confirmSecondFactor, { body: { secret, code, password: given } })
    expect((await confirm('000000', password)).problem.code).toBe('second-factor-refused')
    expect((await confirm(codeOf(secret), 'wrong')).problem.code).toBe('sign-in-refused')
    expect((await user.call(accounts.getSecondFactor)).result).toMatchObject({ isOn: false, recoveryCodes: 0 })
    const { recoveryCodes } = (await confirm(codeOf(secret), password)).result
    expect(new Set(recoveryCodes).size).toBe(10)
    expect((await user.call(accounts.getSecondFactor)).result).toEqual({
      isOn: true,
      isRequired: false,
      recoveryCodes: 10,
      hasPassword: true,
    })
  })

  it('is asked for after the right password only, and each code is good once', async () => {
    const { user, email, secret, usedCode } = await userWithFactor()
    expect((await enter(email)).problem).toMatchObject({ status: 401, code: 'second-factor-needed' })
    expect((await enter(email, codeOf(secret), 'wrong')).problem.code).toBe('sign-in-refused')
    expect((await enter(email, usedCode)).problem.code).toBe('second-factor-refused')
    await goOn(user)
    const answers = await Promise.all([enter(email, codeOf(secret)), enter(email, codeOf(secret))])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401])
    expect((await enter(email, codeOf(secret, -5))).problem.code).toBe('second-factor-refused')
  })

  it('cannot be guessed: codes are counted like passwords', async () => {
    const { email } = await userWithFactor()
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => enter(email, `00000${n}`)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3)
  })

  it('can be done once by each recovery code', async () => {
    const { email, recoveryCodes, user } = await userWithFactor()
    const [code = ''] = recoveryCodes
    expect((await enter(email, code.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
    expect((await enter(email, code)).problem.code).toBe('second-factor-refused')
    expect((await user.call(accounts.getSecondFactor)).result.recoveryCodes).toBe(9)
    const { rows } = await server.pool.query(`select encode(code_hash, 'escape') as hash from recovery_code`)
    expect(JSON.stringify(rows)).not.toContain(recoveryCodes[1])
  })

  it('is not got around by a mailed link', async () => {
    const { user, secret } = await userWithFactor()
    const { link } = (await admin.call(accounts.sendAccountLink, { params: { id: user.id } })).result
    const token = link?.split('#')[1] ?? ''
    const used = await client(server)(accounts.spendOneTimeLink, { body: { token, password: 'a new password' } })
    expect(used.result.state).toBe('signed-out')
    expect(used.headers['set-cookie']).toBeUndefined()
    await goOn(user)
    expect((await enter(user.email, codeOf(secret), 'a new password')).status).toBe(200)
  })

  it('is taken off by its owner with password and code, and by an administrator', async () => {
    const { user, email, secret } = await userWithFactor()
    const drop = (code: string, given = password) =>
      user.call(accounts.dropSecondFactor, { body: { code, password: given } })
    await goOn(user)
    expect((await drop(codeOf(secret), 'wrong')).problem.code).toBe('sign-in-refused')
    expect((await drop('123')).problem.code).toBe('second-factor-refused')
    expect((await drop(codeOf(secret))).status).toBe(200)
    expect((await enter(email)).status).toBe(200)

    const lost = await userWithFactor()
    expect((await admin.call(accounts.removeSecondFactor, { params: { id: lost.user.id } })).status).toBe(200)
    expect((await enter(lost.email)).status).toBe(200)
    expect((await admin.call(accounts.removeSecondFactor, { params: { id: lost.user.id } })).status).toBe(404)
  })
})

describe('a role that demands it', () => {
  it('opens nothing but the setting up until it is set up, keys made before go on, and it cannot be dropped', async () => {
    const { result: role } = await admin.call(addRole, {
      body: { label: { fr: 'Sûr', en: 'Safe' }, rights: ['company.see'], requiresSecondFactor: false },
    })
    const user = await createUser(server, { email: 'must@rafale.test', password })
    await admin.call(accounts.changeAccount, { params: { id: user.id }, body: { roleId: role.id } })
    const { secret: key } = (await user.call(accounts.addOwnKey, { body: { name: 'k', scopes: null, days: null } }))
      .result
    await admin.call(changeRole, { params: { id: role.id }, body: { requiresSecondFactor: true } })

    const count = (by = user.call) => by(countRecords, { params: { entity: 'company' } })
    expect((await count()).problem).toMatchObject({ status: 403, code: 'second-factor-required' })
    expect((await user.call(accounts.listOwnKeys)).problem.code).toBe('second-factor-required')
    expect((await user.call(getSession)).result.user).toMatchObject({ mustSetUpFactor: true })
    expect((await count(client(server, { authorization: `Bearer ${key}` }))).status).toBe(200)

    const { secret } = (await user.call(accounts.startSecondFactor)).result
    const body = { secret, code: codeOf(secret), password }
    expect((await user.call(accounts.confirmSecondFactor, { body })).status).toBe(200)
    expect((await count()).status).toBe(200)
    await goOn(user)
    const off = { password, code: codeOf(secret) }
    expect((await user.call(accounts.dropSecondFactor, { body: off })).problem.code).toBe('second-factor-required')
    expect((await user.call(signOut)).status).toBe(200)
  })
})
