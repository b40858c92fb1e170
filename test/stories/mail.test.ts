/** Mails go out through a real SMTP server: settings, a test, retries, refusals, and what waits meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  deleteMailSettings,
  getMailSettings,
  listMails,
  retryMail,
  saveMailSettings,
  sendTestMail,
  type MailSettings,
} from '../../src/shared/contract/mail.contract.ts'
import { addMail } from '../../src/server/platform/mail/add-mail.ts'
import { inTransaction } from '../../src/server/platform/database/transaction.ts'
import { workingServer } from '../factories/journal.ts'
import { createUser, type User } from '../factories/user.ts'
import { mailServer, type MailServer } from '../mail-server.ts'
import type { TestServer } from '../test-server.ts'

let server: TestServer
let closeServer: () => Promise<void>
let smtp: MailServer
let admin: User

beforeAll(async () => {
  const working = await workingServer()
  ;({ server, close: closeServer } = working)
  smtp = await mailServer()
  admin = await createUser(server)
})
afterAll(async () => {
  await closeServer()
  await smtp.close()
})

const settings = (given: Partial<MailSettings> = {}): MailSettings => ({
  host: '127.0.0.1',
  port: smtp.port,
  security: 'none',
  user: 'rafale',
  from: 'Rafale <crm@rafale.test>',
  address: 'https://crm.rafale.test',
  ...given,
})
const save = (body: MailSettings & { secret?: string | null }) => admin.call(saveMailSettings, { body })
const outbox = async () => (await admin.call(listMails)).result.mails
const until = async <T>(ask: () => Promise<T | undefined | false>): Promise<T> => {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const found = await ask()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It did not come to pass')
}
/** The queue's next attempts are now, rather than seconds or hours from now. */
const hurry = () =>
  server.pool.query(
    `update graphile_worker._private_jobs set run_at = now() where key like 'mail:%' and locked_at is null`,
  )

describe('without a mail server', () => {
  it('mails wait, readable in the outbox, and a test says what to do', async () => {
    expect((await admin.call(getMailSettings)).result).toEqual({
      source: 'none',
      settings: null,
      hasSecret: false,
      waiting: 0,
      failed: 0,
    })
    await addMail(server.pool, server.services.secrets, {
      to: 'ann@rafale.test',
      subject: 'Éloïse attend',
      text: 'Ligne 1\nLigne 2 : « été »\n',
    })
    const [mail] = await outbox()
    expect(mail).toMatchObject({ to: 'ann@rafale.test', subject: 'Éloïse attend', state: 'waiting', attempts: 0 })
    expect((await admin.call(sendTestMail, { body: { to: 'a@rafale.test' } })).problem.code).toBe('mail-not-set-up')
  })

  it('a mail of a transaction that is rolled back does not exist', async () => {
    const before = (await outbox()).length
    await inTransaction(server.pool, async (client) => {
      await addMail(client, server.services.secrets, { to: 'b@rafale.test', subject: 'No', text: 'No' })
      throw new Error('taken back')
    }).catch(() => undefined)
    expect(await outbox()).toHaveLength(before)
  })
})

describe('with a mail server', () => {
  it('tells that the password is wrong, and never shows it', async () => {
    expect((await save({ ...settings(), secret: 'wrong' })).result).toMatchObject({
      source: 'database',
      hasSecret: true,
    })
    const { problem } = await admin.call(sendTestMail, { body: { to: 'a@rafale.test' } })
    expect(problem).toMatchObject({ status: 502, code: 'mail-failed', detail: expect.stringContaining('535') })
    expect(JSON.stringify((await admin.call(getMailSettings)).result)).not.toContain('wrong')
  })

  it('sends what waited as soon as it is saved, letters and lines as they were written', async () => {
    await save({ ...settings(), secret: 's3cret' })
    const mail = await smtp.arrived('ann@rafale.test')
    expect(mail).toMatchObject({
      subject: 'Éloïse attend',
      from: { name: 'Rafale', address: 'crm@rafale.test' },
      text: 'Ligne 1\nLigne 2 : « été »\n',
    })
    const sent = await until(async () => (await outbox()).find(({ state }) => state === 'sent'))
    expect(sent).toMatchObject({ to: 'ann@rafale.test', text: null, error: null })
  })

  it('sends a test at once and tells what the server answered', async () => {
    const { result } = await admin.call(sendTestMail, { body: { to: 'test@rafale.test' } })
    expect(result.answer).toMatch(/^250/)
    expect((await smtp.arrived('test@rafale.test')).subject).toBe('Rafale: test mail')
  })

  it('keeps the password for the same server and user only', async () => {
    expect((await save(settings({ from: 'crm@rafale.test' }))).result.hasSecret).toBe(true)
    expect((await admin.call(sendTestMail, { body: { to: 'c@rafale.test' } })).status).toBe(200)
    expect((await save(settings({ host: 'localhost' }))).result.hasSecret).toBe(false)
    await save({ ...settings(), secret: 's3cret' })
  })

  it('is tried again when the server is busy, and goes once', async () => {
    smtp.refuse = { code: 451, times: 1 }
    await addMail(server.pool, server.services.secrets, { to: 'busy@rafale.test', subject: 'Later', text: 'Later' })
    await until(async () => (await outbox()).find(({ to, attempts }) => to === 'busy@rafale.test' && attempts === 1))
    await until(async () => {
      await hurry()
      return (await outbox()).find(({ to, state }) => to === 'busy@rafale.test' && state === 'sent')
    })
    expect(smtp.mails.filter(({ subject }) => subject === 'Later')).toHaveLength(1)
  })

  it('fails at once when it is refused for good, with the reason, and can be tried again by hand', async () => {
    smtp.refuse = { code: 550, times: 1 }
    const id = await addMail(server.pool, server.services.secrets, {
      to: 'gone@rafale.test',
      subject: 'Gone',
      text: 'Gone',
    })
    const failed = await until(async () => (await outbox()).find((mail) => mail.id === id && mail.state === 'failed'))
    expect(failed.error).toContain('550')
    expect((await admin.call(getMailSettings)).result.failed).toBe(1)
    expect((await admin.call(retryMail, { params: { id } })).status).toBe(200)
    await smtp.arrived('gone@rafale.test')
    await until(async () => (await outbox()).find((mail) => mail.id === id && mail.state === 'sent'))
    expect((await admin.call(retryMail, { params: { id } })).problem.code).toBe('not-found')
  })

  it('takes one recipient and no more, and no header beside the subject', async () => {
    await addMail(server.pool, server.services.secrets, {
      to: 'x@rafale.test',
      subject: 'One\r\nBcc: evil@rafale.test',
      text: 'x',
    })
    const mail = await smtp.arrived('x@rafale.test')
    expect(mail.bcc ?? []).toEqual([])
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
  })

  it('refuses a server whose certificate nobody vouches for', async () => {
    const secure = await mailServer({ secure: true, disabledCommands: [] })
    await save({ ...settings({ port: secure.port, security: 'tls' }), secret: 's3cret' })
    const { problem } = await admin.call(sendTestMail, { body: { to: 'tls@rafale.test' } })
    expect(problem.detail).toMatch(/certificate/i)
    expect(secure.mails).toEqual([])
    await secure.close()
  })

  it('can be forgotten again', async () => {
    expect((await admin.call(deleteMailSettings)).result).toMatchObject({ source: 'none', settings: null })
  })
})
