/** An administrator invites, changes and shuts out users; rights hold from the next request on; one administrator stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as accounts from '../../src/shared/contract/account.contract.ts'
import { listAuditEvents } from '../../src/shared/contract/audit.contract.ts'
import { listMails, saveMailSettings } from '../../src/shared/contract/mail.contract.ts'
import { countRecords } from '../../src/shared/contract/record.contract.ts'
import {
  addBillingEntity,
  changeBillingEntity,
  getBillingEntities,
} from '../../src/shared/contract/reference.contract.ts'
import { addRole, changeRole, deleteRole, listRoles, type Role } from '../../src/shared/contract/role.contract.ts'
import { getSession, signIn, updateMe } from '../../src/shared/contract/session.contract.ts'
import { rights, type Right } from '../../src/shared/rights.ts'
import { createCompany, restrict } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { client, testServer, type Answer, type Client, type TestServer } from '../test-server.ts'

let server: TestServer
let admin: User
let roles: Role[]
const password = 'correct horse battery'

beforeAll(async () => {
  server = await testServer()
  admin = await createUser(server, { email: 'boss@rafale.test', name: 'Boss', password })
  roles = (await admin.call(listRoles)).result
})
afterAll(() => server.close())

const roleId = (code: string) => roles.find((role) => role.code === code)?.id ?? 0
const tokenOf = (link: string | null) => link?.split('#')[1] ?? ''
const stranger = () => client(server)
const enter = (email: string, given = password) => stranger()(signIn, { body: { email, password: given } })
/** A client with the cookie that an answer set. */
const cookied = (answer: Answer<unknown>): Client =>
  client(server, { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' })
const invite = async (email: string, code = 'sales-person') => {
  const body = { email, name: email.split('@')[0] ?? '', language: 'en' as const, roleId: roleId(code) }
  return (await admin.call(accounts.inviteUser, { body })).result
}
const told = async (action: string) =>
  (await admin.call(listAuditEvents)).result.events.filter((event) => event.action === action)

describe('an invitation', () => {
  it('is a link that is good once, with which the user chooses his password and is signed in', async () => {
    const { account, link } = await invite('ann@rafale.test')
    expect(account).toMatchObject({ email: 'ann@rafale.test', state: 'invited', hasSecondFactor: false })
    expect(link).toMatch(/^\/password#[\w-]{43}$/)
    expect((await enter('ann@rafale.test')).problem.code).toBe('sign-in-refused')
    const token = tokenOf(link)
    expect((await stranger()(accounts.readOneTimeLink, { body: { token } })).result).toEqual({
      kind: 'invitation',
      email: 'ann@rafale.test',
      name: 'ann',
      language: 'en',
    })
    const used = await stranger()(accounts.spendOneTimeLink, { body: { token, password } })
    expect(used.result).toMatchObject({ state: 'signed-in', user: { email: 'ann@rafale.test', role: 'sales-person' } })
    expect((await cookied(used)(getSession)).result.state).toBe('signed-in')
    expect(
      (await stranger()(accounts.spendOneTimeLink, { body: { token, password: 'another one 12' } })).problem,
    ).toMatchObject({
      status: 410,
      code: 'link-expired',
    })
    expect((await enter('ann@rafale.test')).status).toBe(200)
  })

  it('is used by one of two who hold it at once', async () => {
    const token = tokenOf((await invite('twice@rafale.test')).link)
    const answers = await Promise.all(
      ['first password', 'second password'].map((one) =>
        stranger()(accounts.spendOneTimeLink, { body: { token, password: one } }),
      ),
    )
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 410])
  })

  it('ends with its time, with a newer one, and with the account', async () => {
    const { account, link } = await invite('late@rafale.test')
    const read = async (one: string | null) =>
      (await stranger()(accounts.readOneTimeLink, { body: { token: tokenOf(one) } })).status
    const newer = (await admin.call(accounts.sendAccountLink, { params: { id: account.id } })).result.link
    expect([await read(link), await read(newer)]).toEqual([410, 200])
    await server.pool.query(`update one_time_link set expires_at = now() where user_id = $1`, [account.id])
    expect(await read(newer)).toBe(410)
    const last = (await admin.call(accounts.sendAccountLink, { params: { id: account.id } })).result.link
    await admin.call(accounts.changeAccount, { params: { id: account.id }, body: { isActive: false } })
    expect(await read(last)).toBe(410)
  })

  it('leaves nothing in the base that would do as a link', async () => {
    const { link } = await invite('hash@rafale.test')
    const { rows } = await server.pool.query(`select encode(token_hash, 'escape') as hash from one_time_link`)
    expect(JSON.stringify(rows)).not.toContain(tokenOf(link))
  })

  it('is refused for an e-mail somebody has, in capitals too, and for a role there is not', async () => {
    const body = { email: 'BOSS@rafale.test', name: 'x', language: 'fr' as const, roleId: roleId('read-only') }
    expect((await admin.call(accounts.inviteUser, { body })).problem.code).toBe('value-not-available')
    const other = { ...body, email: 'x@rafale.test', roleId: 999_999 }
    expect((await admin.call(accounts.inviteUser, { body: other })).problem.code).toBe('not-found')
  })
})

describe('a forgotten password', () => {
  it('is answered alike for who is known and who is not', async () => {
    const ask = (email: string) => stranger()(accounts.askPasswordLink, { body: { email } })
    const [known, unknown] = [await ask('ann@rafale.test'), await ask('nobody@rafale.test')]
    expect(known.result).toEqual(unknown.result)
    expect(known.status).toBe(unknown.status)
  })

  it('makes no link while there is no mail server, and one in the user’s language when there is', async () => {
    const links = async () => (await server.pool.query(`select from one_time_link where kind = 'password'`)).rowCount
    expect(await links()).toBe(0)
    const mail = { host: '127.0.0.1', port: 9, security: 'none' as const, user: null, from: 'r@rafale.test' }
    await admin.call(saveMailSettings, { body: { ...mail, address: 'https://crm.rafale.test/' } })
    const evil = client(server, { host: 'evil.test' })
    await evil(accounts.askPasswordLink, { body: { email: 'ANN@rafale.test' } })
    const [sent] = (await admin.call(listMails)).result.mails
    expect(sent).toMatchObject({ to: 'ann@rafale.test', subject: 'Rafale: choose a new password' })
    const link = /https:\/\/crm\.rafale\.test\/password#([\w-]{43})/.exec(sent?.text ?? '')
    expect(link).not.toBeNull()
    const old = cookied(await enter('ann@rafale.test'))
    const body = { token: link?.[1] ?? '', password: 'a new password' }
    expect((await stranger()(accounts.spendOneTimeLink, { body })).status).toBe(200)
    expect((await old(accounts.listOwnSessions)).status).toBe(401)
    expect((await enter('ann@rafale.test', 'a new password')).status).toBe(200)
    expect((await enter('ann@rafale.test')).status).toBe(401)
  })

  it('is not asked for without end', async () => {
    const asks = Array.from({ length: 6 }, () =>
      stranger()(accounts.askPasswordLink, { body: { email: 'flood@rafale.test' } }),
    )
    const statuses = (await Promise.all(asks)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(3)
  })
})

describe('an account', () => {
  it('has new rights from the next request on, by a new role and by a changed one', async () => {
    const user = await createUser(server, { role: 'read-only' })
    const companies = async () => (await user.call(countRecords, { params: { entity: 'company' } })).status
    expect(await companies()).toBe(200)
    const role = (
      await admin.call(addRole, {
        body: { label: { fr: 'Stagiaire', en: 'Trainee' }, rights: [], requiresSecondFactor: false },
      })
    ).result
    expect(role).toMatchObject({ code: 'stagiaire', isSupplied: false, users: 0 })
    await admin.call(accounts.changeAccount, { params: { id: user.id }, body: { roleId: role.id } })
    expect(await companies()).toBe(403)
    await admin.call(changeRole, { params: { id: role.id }, body: { rights: ['company.see'] } })
    expect(await companies()).toBe(200)
    expect((await admin.call(deleteRole, { params: { id: role.id } })).problem).toMatchObject({
      code: 'role-in-use',
      params: { users: 1 },
    })
    await admin.call(accounts.changeAccount, { params: { id: user.id }, body: { roleId: roleId('read-only') } })
    expect((await admin.call(deleteRole, { params: { id: role.id } })).status).toBe(200)
  })

  it('sees what its billing entities see, from the next request on', async () => {
    const entity = (await admin.call(addBillingEntity, { body: { code: 'PT', name: 'Portugal Lda' } })).result
    expect((await admin.call(addBillingEntity, { body: { code: 'pt', name: 'x' } })).problem.code).toBe(
      'value-not-available',
    )
    const company = await createCompany(admin, { name: 'Restreinte' })
    await restrict(server, 'company', company.id, { billingEntities: [entity.id] })
    const user = await createUser(server, { role: 'read-only' })
    const seen = async () => (await user.call(countRecords, { params: { entity: 'company' } })).result.total
    const give = (billingEntityIds: number[]) =>
      admin.call(accounts.changeAccount, { params: { id: user.id }, body: { billingEntityIds } })
    const before = await seen()
    expect((await give([entity.id, 999_999])).result.billingEntityIds).toEqual([entity.id])
    expect(await seen()).toBe(before + 1)
    await give([])
    expect(await seen()).toBe(before)
    await admin.call(changeBillingEntity, { params: { id: entity.id }, body: { isArchived: true, name: 'Portugal' } })
    expect((await user.call(getBillingEntities)).result).toEqual([
      { id: entity.id, code: 'PT', name: 'Portugal', isArchived: true },
    ])
  })

  it('that is made inactive loses its sessions and keys at once, and comes back without them', async () => {
    const user = await createUser(server, { email: 'left@rafale.test', password })
    const { secret } = (await user.call(accounts.addOwnKey, { body: { name: 'x', scopes: null, days: null } })).result
    const byKey = client(server, { authorization: `Bearer ${secret}` })
    expect((await byKey(accounts.listOwnSessions)).status).toBe(200)
    const change = (isActive: boolean) =>
      admin.call(accounts.changeAccount, { params: { id: user.id }, body: { isActive } })
    expect((await change(false)).result.state).toBe('inactive')
    expect((await user.call(accounts.listOwnSessions)).status).toBe(401)
    expect((await enter('left@rafale.test')).status).toBe(401)
    expect((await change(true)).result.state).toBe('active')
    expect((await byKey(accounts.listOwnSessions)).status).toBe(401)
    expect((await user.call(accounts.listOwnSessions)).status).toBe(401)
    expect((await enter('left@rafale.test')).status).toBe(200)
    expect((await told('user-deactivated'))[0]).toMatchObject({ user: 'Boss', detail: { email: 'left@rafale.test' } })
  })
})

describe('the last administrator', () => {
  it('stays, whichever way he is to go, also when two go at once', async () => {
    const own = await testServer()
    const first = await createUser(own, { password, email: 'first@rafale.test' })
    const second = await createUser(own, { password, email: 'second@rafale.test' })
    const all = (await first.call(listRoles)).result
    const id = (code: string) => all.find((role) => role.code === code)?.id ?? 0
    const shut = (by: User, user: User) =>
      by.call(accounts.changeAccount, { params: { id: user.id }, body: { isActive: false } })
    const answers = await Promise.all([shut(first, second), shut(second, first)])
    const statuses = answers.map(({ status }) => status)
    expect(statuses).toContain(200)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    const left = answers[0]?.status === 200 ? first : second
    const change = (body: object) => left.call(accounts.changeAccount, { params: { id: left.id }, body })
    expect((await change({ isActive: false })).problem.code).toBe('last-administrator')
    expect((await change({ roleId: id('read-only') })).problem.code).toBe('last-administrator')
    // One who has not yet chosen a password is no administrator to count on.
    const body = { email: 'new@rafale.test', name: 'New', language: 'en' as const, roleId: id('administrator') }
    expect((await left.call(accounts.inviteUser, { body })).status).toBe(200)
    expect((await change({ isActive: false })).problem.code).toBe('last-administrator')
    const fixed = { params: { id: id('administrator') }, body: { rights: ['company.see'] as Right[] } }
    expect((await left.call(changeRole, fixed)).problem.code).toBe('role-fixed')
    expect((await left.call(deleteRole, { params: { id: id('read-only') } })).problem.code).toBe('role-fixed')
    expect((await left.call(getSession)).result.user?.rights).toHaveLength(Object.keys(rights).length)
    await own.close()
  })
})

describe('sessions', () => {
  it('are listed with where they come from, and ended by their user and by an administrator', async () => {
    const user = await createUser(server, { email: 'many@rafale.test', password })
    const phone = client(server, { 'user-agent': 'Phone/1.0' })
    const other = cookied(await phone(signIn, { body: { email: 'many@rafale.test', password } }))
    const { result: listed } = await user.call(accounts.listOwnSessions)
    expect(listed.map(({ isCurrent, userAgent }) => [isCurrent, userAgent])).toEqual([
      [false, 'Phone/1.0'],
      [true, null],
    ])
    const theirs = (await admin.call(accounts.listOwnSessions)).result[0]?.id ?? 0
    expect((await user.call(accounts.revokeOwnSession, { params: { id: theirs } })).problem.code).toBe('not-found')
    await user.call(accounts.revokeOwnSession, { params: { id: listed[0]?.id ?? 0 } })
    expect((await other(accounts.listOwnSessions)).status).toBe(401)
    const { sessions } = (await admin.call(accounts.getAccountAccess, { params: { id: user.id } })).result
    expect(sessions).toHaveLength(1)
    const revoked = await admin.call(accounts.revokeAccountSessions, { params: { id: user.id } })
    expect(revoked.result).toEqual({ revoked: 1 })
    expect((await user.call(accounts.listOwnSessions)).status).toBe(401)
  })

  it('end, but for the one at hand, when the password is changed, which takes the old one', async () => {
    const user = await createUser(server, { email: 'change@rafale.test', password })
    const other = cookied(await enter('change@rafale.test'))
    const change = (current: string) =>
      user.call(accounts.changeOwnPassword, { body: { current, password: 'a better password' } })
    expect((await change('wrong')).problem.code).toBe('sign-in-refused')
    expect((await change(password)).status).toBe(200)
    expect((await other(accounts.listOwnSessions)).status).toBe(401)
    expect((await user.call(updateMe, { body: { name: 'Changed' } })).result.name).toBe('Changed')
    expect((await enter('change@rafale.test', 'a better password')).status).toBe(200)
  })
})

describe('an API key', () => {
  it('has the rights it is limited to, never more than its user, and is shown once', async () => {
    const user = await createUser(server, { rights: ['company.see', 'contact.see'] })
    const add = async (scopes: Right[] | null, days: number | null = 30) =>
      (await user.call(accounts.addOwnKey, { body: { name: 'ERP', scopes, days } })).result
    const { apiKey, secret } = await add(['company.see', 'administration'])
    expect(secret).toMatch(/^rfl_[\w-]{43}$/)
    expect(secret.startsWith(apiKey.hint)).toBe(true)
    const by = (key: string) => client(server, { authorization: `Bearer ${key}` })
    expect((await by(secret)(getSession)).result.user?.rights).toEqual(['company.see'])
    expect((await by((await add(null)).secret)(getSession)).result.user?.rights).toEqual(['company.see', 'contact.see'])
    const listed = (await user.call(accounts.listOwnKeys)).result
    expect(JSON.stringify(listed)).not.toContain(secret)
    expect(listed.find(({ id }) => id === apiKey.id)?.lastUsedAt).not.toBeNull()
    await server.pool.query(`update api_key set expires_at = now() where id = $1`, [apiKey.id])
    expect((await by(secret)(accounts.listOwnKeys)).status).toBe(401)
  })

  it('cannot make keys, change the password or end sessions; it is revoked by its user or an administrator', async () => {
    const user = await createUser(server, { password })
    const add = async () =>
      (await user.call(accounts.addOwnKey, { body: { name: 'k', scopes: null, days: null } })).result
    const one = await add()
    const call = client(server, { authorization: `Bearer ${one.secret}` })
    const answers = [
      await call(accounts.addOwnKey, { body: { name: 'more', scopes: null, days: null } }),
      await call(accounts.changeOwnPassword, { body: { current: password, password: 'taken over!' } }),
      await call(accounts.revokeOwnKey, { params: { key: one.apiKey.id } }),
      await call(accounts.startSecondFactor),
    ]
    expect(answers.map(({ problem }) => problem.code)).toEqual(Array(4).fill('session-needed'))
    expect((await admin.call(accounts.revokeOwnKey, { params: { key: one.apiKey.id } })).problem.code).toBe('not-found')
    await user.call(accounts.revokeOwnKey, { params: { key: one.apiKey.id } })
    expect((await call(accounts.listOwnKeys)).status).toBe(401)
    const two = await add()
    const revoked = await admin.call(accounts.revokeAccountKey, { params: { id: user.id, key: two.apiKey.id } })
    expect(revoked.status).toBe(200)
    expect((await told('api-key-revoked')).length).toBe(2)
  })
})

describe('the audit log', () => {
  it('tells newest first, by kind, user and day, page by page', async () => {
    const all = (await admin.call(listAuditEvents, { query: { limit: 200 } })).result.events
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => b - a))
    const invited = (await admin.call(listAuditEvents, { query: { action: 'user-invited' } })).result.events
    expect(invited.length).toBeGreaterThan(2)
    expect(invited.every(({ action, userId }) => action === 'user-invited' && userId === admin.id)).toBe(true)
    const first = (await admin.call(listAuditEvents, { query: { limit: 3 } })).result
    const second = (await admin.call(listAuditEvents, { query: { limit: 3, before: first.next ?? 0 } })).result
    expect([...first.events, ...second.events].map(({ id }) => id)).toEqual(all.slice(0, 6).map(({ id }) => id))
    await server.pool.query(`update audit_event set at = '2026-03-28T23:30:00Z' where id = $1`, [all.at(-1)?.id])
    const on = async (day: string) =>
      (await admin.call(listAuditEvents, { query: { from: day, to: day } })).result.events.length
    // 00:30 in Paris.
    expect([await on('2026-03-28'), await on('2026-03-29')]).toEqual([0, 1])
    expect(JSON.stringify(all)).not.toContain(password)
  })
})
