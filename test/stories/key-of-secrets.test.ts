/** The key of the secrets: made at the first start, changed while Rafale runs, lost, and what a base of before had in plain. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAuditEvents } from '../../src/shared/contract/audit.contract.ts'
import * as accounts from '../../src/shared/contract/account.contract.ts'
import { testImportSource } from '../../src/shared/contract/import-source.contract.ts'
import { getMailSettings, listMails, saveMailSettings, sendTestMail } from '../../src/shared/contract/mail.contract.ts'
import { countRecords } from '../../src/shared/contract/record.contract.ts'
import { signIn } from '../../src/shared/contract/session.contract.ts'
import { addMail } from '../../src/server/platform/mail/add-mail.ts'
import { makeKey, sealWith } from '../../src/server/platform/secrets/cipher.ts'
import { readKeyring, writeKeyFile } from '../../src/server/platform/secrets/keyring.ts'
import { keyInForce } from '../../src/server/platform/secrets/secrets.ts'
import { mailPasswordSlot } from '../../src/server/platform/secrets/slots.ts'
import { settleSecrets } from '../../src/server/secrets/settle-secrets.ts'
import { rafale } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { createSource, savedMapping } from '../factories/import-source.ts'
import { codeOf, forgetStep, userWithFactor, type WithFactor } from '../factories/second-factor.ts'
import { createUser, type User } from '../factories/user.ts'
import { mailServer, type MailServer } from '../mail-server.ts'
import { client, serverOn, type TestServer } from '../test-server.ts'

const password = 'correct horse battery'
const inPlain = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

let smtp: MailServer
let dataDir: string
let database: TestDatabase
let server: TestServer
let admin: User
let factor: WithFactor

beforeAll(async () => {
  smtp = await mailServer()
})
afterAll(() => smtp.close())

/** An installation with a data directory of its own, a mail password and a user with a second factor. */
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rafale-key-'))
  database = await testDatabase()
  server = await serverOn(database, ownKey())
  admin = await createUser(server)
  factor = await userWithFactor(server, { email: 'factor@rafale.test', password })
  const body = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, user: 'rafale' }
  await admin.call(saveMailSettings, { body: { ...body, from: 'crm@rafale.test', address: null, secret: 's3cret' } })
  return async () => {
    await server.close()
    await rm(dataDir, { recursive: true })
  }
})

const ownKey = () => ({ RAFALE_DATA_DIR: dataDir, RAFALE_SECRET_KEY: '' })
const keyFile = () => join(dataDir, 'secret.key')
const command = (...args: string[]) => rafale(database, args, ownKey())

/** Rafale is stopped and started again; what it knew is forgotten, sessions stay. */
async function restart(): Promise<void> {
  await server.server.close()
  const started = await serverOn(database, ownKey())
  server = started
  admin = { ...admin, call: client(started, admin.call.headers) }
}
const enter = async (code: string) => {
  await forgetStep(server, factor.user)
  return client(server)(signIn, { body: { email: factor.email, password, code } })
}
const testMail = () => admin.call(sendTestMail, { body: { to: 'a@rafale.test' } })
const stored = async () => {
  const { rows } = await database.pool.query<{ totp: string; mail: string }>(
    `select (select totp_secret from app_user where totp_secret is not null) as totp,
            (select value ->> 'secret' from setting where key = 'mail') as mail`,
  )
  return rows[0]!
}
const allIsWell = async () => {
  expect((await testMail()).status).toBe(200)
  expect((await enter(codeOf(factor.secret))).status).toBe(200)
}

describe('the first start', () => {
  it('makes a key for its owner alone, and a later start keeps it', async () => {
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600)
    const before = await readFile(keyFile(), 'utf8')
    await restart()
    expect(await readFile(keyFile(), 'utf8')).toBe(before)
    await allIsWell()
    const { keys } = await readKeyring(server.services.config)
    expect(await keyInForce(database.pool)).toBe(keys[0]?.id)
  })
})

describe('a base of before', () => {
  const putInPlain = async () => {
    const source = await createSource(admin, {
      name: 'Plain',
      mapping: await savedMapping(server, admin),
      place: { kind: 'sftp', host: '127.0.0.1', port: 9, user: 'erp', directory: '.', hostKey: null, moves: false },
      password: 'x',
    })
    await database.pool.query(`delete from setting where key = 'secret-key'`)
    await database.pool.query(`update app_user set totp_secret = $1 where id = $2`, [inPlain, factor.user.id])
    await database.pool.query(`update setting set value = jsonb_set(value, '{secret}', '"s3cret"') where key = 'mail'`)
    await database.pool.query(`update import_source set secret = '{"password": "sftp"}' where id = $1`, [source.id])
    await database.pool.query(`insert into mail (recipient, subject, text) values ('b@rafale.test', 'Old', 'Link #1')`)
    return source
  }

  it('is sealed at the start, once, and works as it did', async () => {
    const source = await putInPlain()
    await restart()
    const first = await stored()
    expect(first.totp).toMatch(/^sealed:1:/)
    expect(first.mail).toMatch(/^sealed:1:/)
    expect((await testMail()).status).toBe(200)
    expect((await enter(codeOf(inPlain))).status).toBe(200)
    expect((await admin.call(listMails)).result.mails[0]).toMatchObject({ subject: 'Old', text: 'Link #1' })
    expect((await admin.call(testImportSource, { params: { id: source.id } })).problem.code).toBe('source-unreachable')
    await restart()
    expect(await stored()).toEqual(first)
  })

  it('loses nothing when that is broken off, and is done by the next start', async () => {
    await putInPlain()
    await database.pool.query(`
      create function break_off() returns trigger language plpgsql as $$ begin raise 'broken off'; end $$;
      create trigger break_off before update on mail for each row execute function break_off()`)
    await expect(settleSecrets(server.services)).rejects.toThrow('broken off')
    expect(await stored()).toEqual({ totp: inPlain, mail: 's3cret' })
    expect(await keyInForce(database.pool)).toBeUndefined()
    await database.pool.query(`drop trigger break_off on mail`)
    await Promise.all([settleSecrets(server.services), settleSecrets(server.services)])
    expect((await stored()).totp).toMatch(/^sealed:1:/)
    expect((await enter(codeOf(inPlain))).status).toBe(200)
  })
})

describe('a changed key', () => {
  it('seals everything anew, and a Rafale that runs goes on with it', async () => {
    await addMail(database.pool, server.services.secrets, { to: 'c@rafale.test', subject: 'Waits', text: 'Link #2' })
    const before = await stored()
    const { code, json } = await command('secrets', 'rotate', '--json')
    expect(code).toBe(0)
    expect(json()).toMatchObject({ place: keyFile(), sealed: 3, forgotten: 0 })
    const after = await stored()
    expect(after.mail.slice(0, 18)).not.toBe(before.mail.slice(0, 18))
    expect(after.totp.slice(0, 18)).toBe(after.mail.slice(0, 18))
    await allIsWell()
    expect((await admin.call(listMails)).result.mails[0]).toMatchObject({ text: 'Link #2' })
    // What is sealed from now on is sealed by the new key, without a restart.
    await addMail(database.pool, server.services.secrets, { to: 'd@rafale.test', subject: 'New', text: 'Link #3' })
    const { rows } = await database.pool.query<{ text: string }>(`select text from mail where subject = 'New'`)
    expect(rows[0]?.text.slice(0, 18)).toBe(after.mail.slice(0, 18))
    const { events } = (await admin.call(listAuditEvents)).result
    expect(events.filter(({ action }) => action === 'secret-key-changed')).toHaveLength(1)
    expect((await command('doctor')).code).toBe(0)
  })

  it('is finished by the next start when the end came between the file and the base', async () => {
    const { keys } = await readKeyring(server.services.config)
    const next = makeKey()
    await writeKeyFile(server.services.config, [next, ...keys])
    await allIsWell()
    await restart()
    expect((await stored()).mail).toMatch(new RegExp(`^sealed:1:${next.id}:`))
    await allIsWell()
  })

  it('comes by the environment: a new key before the old one', async () => {
    const [old, next] = [makeKey(), makeKey()].map(({ bytes }) => bytes.toString('base64'))
    const own = await testDatabase()
    const one = await serverOn(own, { RAFALE_SECRET_KEY: old })
    const found = await userWithFactor(one, { email: 'env@rafale.test', password })
    const refused = await rafale(own, ['secrets', 'rotate', '--json'], { RAFALE_SECRET_KEY: old ?? '' })
    expect(refused.json()).toMatchObject({ error: { code: 'secret-key-given' } })
    await one.server.close()
    await (await serverOn(own, { RAFALE_SECRET_KEY: `${next},${old}` })).server.close()
    const two = await serverOn(own, { RAFALE_SECRET_KEY: next })
    await forgetStep(two, found.user)
    const body = { email: found.email, password, code: codeOf(found.secret) }
    expect((await client(two)(signIn, { body })).status).toBe(200)
    await two.close()
  })
})

describe('a lost key', () => {
  beforeEach(async () => {
    await rm(keyFile())
    await restart()
  })

  it('is no end of the application: everything else works, and what needs it says what to do', async () => {
    expect((await admin.call(countRecords, { params: { entity: 'company' } })).status).toBe(200)
    expect((await admin.call(getMailSettings)).result.hasSecret).toBe(true)
    const { problem } = await admin.call(sendTestMail, {
      body: { to: 'a@rafale.test' },
    })
    expect(problem).toMatchObject({ status: 503, code: 'secret-key-missing' })
    expect(problem.detail).toContain('rafale doctor')
    await expect(stat(keyFile())).rejects.toThrow('ENOENT')
  })

  it('lets in by a recovery code, and says so in French', async () => {
    const refused = await client(server, { 'accept-language': 'fr' })(signIn, {
      body: { email: factor.email, password, code: codeOf(factor.secret) },
    })
    expect(refused.problem).toMatchObject({
      code: 'second-factor-unreadable',
      detail: expect.stringContaining('codes de secours'),
    })
    expect((await enter(factor.recoveryCodes[0] ?? '')).status).toBe(200)
  })

  it('lets in who has no recovery code once an administrator, or the command line, took the factor off', async () => {
    expect((await command('user', 'remove-second-factor', factor.email)).code).toBe(0)
    expect((await client(server)(signIn, { body: { email: factor.email, password } })).status).toBe(200)
    expect((await command('user', 'remove-second-factor', factor.email)).code).toBe(1)
  })

  it('does not tell which e-mails are known: nobody is mailed a link', async () => {
    const ask = async (email: string) => (await client(server)(accounts.askPasswordLink, { body: { email } })).problem
    expect((await ask(factor.email)).code).toBe('secret-key-missing')
    expect((await ask('nobody@rafale.test')).code).toBe('secret-key-missing')
  })

  it('is told by the doctor, with the file, and by the change of key', async () => {
    const doctor = await command('doctor', '--json')
    expect(doctor.code).toBe(1)
    const { faults } = doctor.json() as { faults: { check: string; count: number }[] }
    expect(faults.map(({ count }) => count)).toEqual([1, 1, 1])
    expect(faults[0]?.check).toContain(keyFile())
    expect((await command('secrets', 'rotate', '--json')).json()).toMatchObject({
      error: { code: 'secret-key-missing' },
    })
  })

  it('is followed by a new one: passwords are typed again, second factors are not let go of', async () => {
    const { code, json } = await command('secrets', 'rotate', '--lost', '--json')
    expect([code, json()]).toMatchObject([0, { forgotten: 1 }])
    expect((await admin.call(getMailSettings)).result.hasSecret).toBe(false)
    const { settings } = (await admin.call(getMailSettings)).result
    await admin.call(saveMailSettings, { body: { ...settings!, secret: 's3cret' } })
    expect((await testMail()).status).toBe(200)
    expect((await enter(codeOf(factor.secret))).problem.code).toBe('second-factor-unreadable')
    expect((await client(server)(signIn, { body: { email: factor.email, password } })).problem.code).toBe(
      'second-factor-needed',
    )
    expect((await command('secrets', 'rotate', '--lost', '--json')).json()).toMatchObject({
      error: { code: 'secret-key-not-lost' },
    })
  })
})

describe('a key that is not the right one', () => {
  it('neither seals nor opens, until the right one is put back', async () => {
    const right = await readFile(keyFile(), 'utf8')
    await writeKeyFile(server.services.config, [makeKey()])
    await restart()
    expect((await testMail()).problem.code).toBe('secret-key-missing')
    const body = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, user: 'rafale' }
    const saved = await admin.call(saveMailSettings, {
      body: { ...body, from: 'crm@rafale.test', address: null, secret: 'other' },
    })
    expect(saved.problem.code).toBe('secret-key-missing')
    await writeFile(keyFile(), right)
    await allIsWell()
  })

  it('and a value changed in the base is told as one that has to be typed again', async () => {
    const { keys } = await readKeyring(server.services.config)
    const elsewhere = sealWith(keys[0]!, { ...mailPasswordSlot, row: 'sign-on' }, 's3cret')
    await database.pool.query(
      `update setting set value = jsonb_set(value, '{secret}', to_jsonb($1::text)) where key = 'mail'`,
      [elsewhere],
    )
    expect((await testMail()).problem).toMatchObject({ status: 500, code: 'secret-damaged' })
    expect((await command('doctor')).code).toBe(1)
  })
})
