/** A backup restored on another machine: with the key kept apart, its secrets work; without it, all the rest does. */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveMailSettings } from '../../src/shared/contract/mail.contract.ts'
import { countRecords } from '../../src/shared/contract/record.contract.ts'
import { signIn } from '../../src/shared/contract/session.contract.ts'
import { workerSetup } from '../../src/server/jobs/worker-setup.ts'
import { startWorker } from '../../src/server/platform/jobs/start-worker.ts'
import { addMail } from '../../src/server/platform/mail/add-mail.ts'
import { readKeyring } from '../../src/server/platform/secrets/keyring.ts'
import { rafale } from '../cli.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { codeOf, forgetStep, userWithFactor, type WithFactor } from '../factories/second-factor.ts'
import { createCompany } from '../factories/record.ts'
import { createUser } from '../factories/user.ts'
import { mailServer, type MailServer } from '../mail-server.ts'
import { client, serverOn } from '../test-server.ts'

const password = 'correct horse battery'
let smtp: MailServer
let directory: string
let factor: WithFactor

beforeAll(async () => {
  smtp = await mailServer()
  directory = await mkdtemp(join(tmpdir(), 'rafale-elsewhere-'))
  const database = await testDatabase()
  const server = await serverOn(database, at('first'))
  const admin = await createUser(server)
  await createCompany(admin, { name: 'Retrouvée' })
  factor = await userWithFactor(server, { email: 'factor@rafale.test', password })
  const body = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, user: 'rafale' }
  await admin.call(saveMailSettings, { body: { ...body, from: 'crm@rafale.test', address: null, secret: 's3cret' } })
  expect((await rafale(database, ['backup', archive()], at('first'))).code).toBe(0)
  await copyFile(join(directory, 'first', 'secret.key'), keyCopy())
  const { keys } = await readKeyring(server.services.config)
  const written = gunzipSync(await readFile(archive()))
  for (const form of ['base64', 'base64url', 'hex'] as const)
    expect(written.includes(keys[0]!.bytes.toString(form))).toBe(false)
  await server.close()
})
afterAll(async () => {
  await smtp.close()
  await rm(directory, { recursive: true })
})

const at = (name: string) => ({ RAFALE_DATA_DIR: join(directory, name), RAFALE_SECRET_KEY: '' })
const archive = () => join(directory, 'base.rafale')
const keyCopy = () => join(directory, 'copy-of-secret.key')

/** Work with what was restored, by a server and a worker of that machine. */
async function onMachine(
  name: string,
  work: (database: TestDatabase, env: Record<string, string>) => Promise<void>,
): Promise<void> {
  const database = await testDatabase()
  try {
    await work(database, at(name))
  } finally {
    await database.close()
  }
}

it('with its key: the second factor lets in, and mail goes with the password of the mail server', () =>
  onMachine('second', async (database, env) => {
    const restored = await rafale(database, ['restore-backup', archive(), '--key', keyCopy(), '--json'], env)
    expect([restored.code, restored.json()]).toMatchObject([0, { secrets: { isKeyHere: true, unreadable: 0 } }])
    const server = await serverOn(database, env)
    const worker = await startWorker(workerSetup(server.services))
    try {
      await forgetStep(server, factor.user)
      const body = { email: factor.email, password, code: codeOf(factor.secret) }
      expect((await client(server)(signIn, { body })).status).toBe(200)
      const mail = { to: 'restored@rafale.test', subject: 'Restored', text: 'Here again' }
      await addMail(database.pool, server.services.secrets, mail)
      expect((await smtp.arrived('restored@rafale.test')).subject).toBe('Restored')
    } finally {
      await worker.stop()
      await server.server.close()
    }
  }))

it('into an installation that made a key already: both keys are kept', () =>
  onMachine('third', async (database, env) => {
    const before = await serverOn(database, env)
    const own = (await readKeyring(before.services.config)).keys[0]!.id
    await before.server.close()
    expect((await rafale(database, ['restore-backup', archive(), '--key', keyCopy()], env)).code).toBe(0)
    const { keys } = await readKeyring(before.services.config)
    expect(keys).toHaveLength(2)
    expect(keys.map(({ id }) => id)).toContain(own)
    expect((await rafale(database, ['doctor'], env)).code).toBe(0)
  }))

it('without its key: everything is there but the secrets, and the way out is told', () =>
  onMachine('fourth', async (database, env) => {
    const restored = await rafale(database, ['restore-backup', archive(), '--json'], env)
    expect([restored.code, restored.json()]).toMatchObject([0, { secrets: { isKeyHere: false, unreadable: 2 } }])
    expect(restored.err).toContain('rafale secrets rotate --lost')
    const server = await serverOn(database, env)
    const body = { email: factor.email, password, code: factor.recoveryCodes[0] ?? '' }
    const entered = await client(server)(signIn, { body })
    expect(entered.status).toBe(200)
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
    const counted = await client(server, { cookie })(countRecords, { params: { entity: 'company' } })
    expect(counted.status).toBe(200)
    await server.server.close()
  }))

it('a key file that holds none is refused before anything is restored', () =>
  onMachine('fifth', async (database, env) => {
    const refused = await rafale(database, ['restore-backup', archive(), '--key', archive()], env)
    expect(refused.code).toBe(2)
    const { rows } = await database.pool.query('select from app_user')
    expect(rows).toEqual([])
  }))
