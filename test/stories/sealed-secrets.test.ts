/**
 * What must be read back in clear (passwords of the mail server, of the single sign-on and of SFTP servers, second factors,
 * mails with one-time links) stands nowhere in plain: not in the database, a backup, an answer, the audit log or the log.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askPasswordLink } from '../../src/shared/contract/account.contract.ts'
import { endpoints } from '../../src/shared/contract/endpoints.ts'
import { testImportSource } from '../../src/shared/contract/import-source.contract.ts'
import { listMails, saveMailSettings, sendTestMail } from '../../src/shared/contract/mail.contract.ts'
import { signIn } from '../../src/shared/contract/session.contract.ts'
import { saveSignOn, startSignOn } from '../../src/shared/contract/sign-on.contract.ts'
import { writeBackup } from '../../src/server/backup/write-backup.ts'
import { rowsOf, sql } from '../../src/server/platform/database/sql.ts'
import { testDatabase } from '../database.ts'
import { createSource, savedMapping } from '../factories/import-source.ts'
import { codeOf, userWithFactor, type WithFactor } from '../factories/second-factor.ts'
import { createUser, type User } from '../factories/user.ts'
import { mailServer, type MailServer } from '../mail-server.ts'
import { oidcServer, type OidcServer } from '../oidc-provider.ts'
import { client, serverOn, type TestServer } from '../test-server.ts'

const password = 'correct horse battery'
const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nbm90IHJlYWxseSBhIGtleQ==\n-----END OPENSSH PRIVATE KEY-----'
const known = {
  mail: 's3cret',
  signOn: 'client-secret',
  sftp: 'sftp pass "word" été',
  key: 'bm90IHJlYWxseSBhIGtleQ==',
  passphrase: 'pass-phrase-1',
}

let server: TestServer
let admin: User
let smtp: MailServer
let provider: OidcServer
let factor: WithFactor
let link: string
const logged: string[] = []

beforeAll(async () => {
  const log = pino(
    { level: 'trace' },
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        logged.push(chunk.toString())
        done()
      },
    }),
  )
  server = await serverOn(await testDatabase(), { RAFALE_LOG_LEVEL: 'trace' }, { log })
  admin = await createUser(server)
  smtp = await mailServer()
  provider = await oidcServer({}, 'http://127.0.0.1:3000/sign-on')
  const mail = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, user: 'rafale-smtp-user' }
  await admin.call(saveMailSettings, { body: { ...mail, from: 'crm@rafale.test', address: null, secret: known.mail } })
  const signOn = { issuer: provider.issuer, clientId: 'rafale', label: 'Entreprise', isOnly: false }
  const saved = await admin.call(saveSignOn, { body: { ...signOn, secret: known.signOn } })
  expect(saved.status).toBe(200)
  factor = await userWithFactor(server, { email: 'factor@rafale.test', password })
  const mapping = await savedMapping(server, admin)
  const place = {
    kind: 'sftp' as const,
    host: '127.0.0.1',
    port: 9,
    user: 'erp',
    directory: '.',
    hostKey: null,
    moves: false,
  }
  await createSource(admin, { name: 'P', mapping, place, password: known.sftp })
  await createSource(admin, { name: 'K', mapping, place, privateKey, passphrase: known.passphrase })
  // No worker runs: the mail with the link waits.
  await client(server)(askPasswordLink, { body: { email: factor.email } })
  const { mails } = (await admin.call(listMails)).result
  link = /#(\S+)/.exec(mails[0]?.text ?? '')?.[1] ?? ''
  expect(link).not.toBe('')
})
afterAll(async () => {
  await server.close()
  await smtp.close()
  await provider.close()
})

/** Each column, of whatever schema and type, in which a text or its usual encodings stand. */
async function columnsWith(pool: Pool, text: string): Promise<string[]> {
  const columns = await rowsOf<{ schema: string; table: string; column: string; type: string }>(
    pool,
    sql`select n.nspname as schema, c.relname as table, a.attname as column, a.atttypid::regtype::text as type
          from pg_attribute as a
          join pg_class as c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'm')
          join pg_namespace as n on n.oid = c.relnamespace
         where n.nspname in ('public', 'stage', 'graphile_worker') and a.attnum > 0 and not a.attisdropped`,
  )
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '')
  const forms = [text, JSON.stringify(text).slice(1, -1), base64, Buffer.from(text).toString('hex')]
  const found: string[] = []
  for (const { schema, table, column, type } of columns) {
    const value = type === 'bytea' ? sql`encode(${sql.id(column)}, 'escape')` : sql`${sql.id(column)}::text`
    const [row] = await rowsOf<{ is: boolean }>(
      pool,
      sql`select exists (select from ${sql.id(schema, table)}
                          where ${sql.join(
                            forms.map((form) => sql`strpos(${value}, ${form}) > 0`),
                            sql` or `,
                          )}) as is`,
    )
    if (row?.is) found.push(`${schema}.${table}.${column}`)
  }
  return found
}

const everySecret = () => ({ ...known, totp: factor.secret, link })

describe('in the database', () => {
  it('no column of any table holds a secret in plain', async () => {
    for (const [name, text] of Object.entries(everySecret())) {
      expect(await columnsWith(server.pool, text), name).toEqual([])
    }
    expect(await columnsWith(server.pool, 'rafale-smtp-user')).toContain('public.setting.value')
  })

  it('nor does a backup', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rafale-secrets-'))
    try {
      await writeBackup(server.pool, join(directory, 'base'))
      const archive = gunzipSync(await readFile(join(directory, 'base'))).toString('utf8')
      for (const [name, text] of Object.entries(everySecret())) expect(archive.includes(text), name).toBe(false)
      expect(archive).toContain('rafale-smtp-user')
    } finally {
      await rm(directory, { recursive: true })
    }
  })

  it('a sealed value copied to another row is of no use there', async () => {
    const thief = await userWithFactor(server, { email: 'thief@rafale.test', password })
    await server.pool.query(
      `update app_user set totp_secret = (select totp_secret from app_user where id = $1) where id = $2`,
      [thief.user.id, factor.user.id],
    )
    const enter = await client(server)(signIn, { body: { email: factor.email, password, code: codeOf(thief.secret) } })
    expect(enter.problem).toMatchObject({ status: 503, code: 'second-factor-unreadable' })
  })
})

describe('nowhere else', () => {
  it('are they in an answer, an error, the audit log or the log', async () => {
    const answers: string[] = []
    const tell = (answer: { result: unknown }) => answers.push(JSON.stringify(answer.result))
    tell(await admin.call(sendTestMail, { body: { to: 'a@rafale.test' } }))
    smtp.refuse = { code: 550, times: 1 }
    tell(await admin.call(sendTestMail, { body: { to: 'a@rafale.test' } }))
    const sources = await rowsOf<{ id: number }>(server.pool, sql`select id from import_source`)
    for (const { id } of sources) tell(await admin.call(testImportSource, { params: { id } }))
    tell(await client(server)(startSignOn))
    await provider.close()
    tell(await client(server)(startSignOn))
    const readings = endpoints.filter(
      ({ method, right, produces }) => method === 'GET' && right !== 'public' && !produces,
    )
    // The outbox is where administrators read mails that cannot go: it has the link, and nothing else.
    for (const endpoint of readings.filter(({ id }) => id !== 'listMails')) {
      for (const id of [1, ...sources.map((source) => source.id)]) {
        tell(await admin.call(endpoint, { params: { id, entity: 'company', number: 1 } }))
      }
    }
    expect(answers.length).toBeGreaterThan(30)
    expect(answers.join('\n')).toContain('rafale-smtp-user')
    expect(answers.join('\n')).toContain('import-source-changed')
    expect(logged.length).toBeGreaterThan(0)
    for (const [name, text] of Object.entries(everySecret())) {
      expect(answers.join('\n').includes(text), `${name} in an answer`).toBe(false)
      expect(logged.join('\n').includes(text), `${name} in the log`).toBe(false)
    }
  })
})
