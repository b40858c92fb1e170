import PostalMime, { type Email } from 'postal-mime'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AddressInfo } from 'node:net'
import { callbackify } from 'node:util'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type MailServer = {
  port: number
  /** What arrived, as it was written. */
  mails: Email[]
  /** The next mails are refused with this code, as long as it is set. */
  refuse: { code: number; times: number } | undefined
  /** The mail to that address once it is there. */
  arrived(to: string): Promise<Email>
  close(): Promise<void>
}

/** A real SMTP server on a free port of this machine, which takes mails from the user `rafale`, password `s3cret`. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: Email[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    ...options,
    onAuth({ username, password }, _session, done) {
      const isRight = username === 'rafale' && password === 's3cret'
      done(isRight ? null : Object.assign(new Error('Wrong password'), { responseCode: 535 }), { user: username })
    },
    onData: (stream, _session, done) => callbackify(take)(stream, done),
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const self: MailServer = { port, mails, refuse: undefined, arrived, close }
  return self

  async function take(stream: Readable): Promise<void> {
    const mail = await PostalMime.parse(await buffer(stream))
    const { refuse } = self
    if (refuse && refuse.times > 0) {
      refuse.times--
      throw Object.assign(new Error('Come back later'), { responseCode: refuse.code })
    }
    mails.push(mail)
  }

  async function arrived(to: string): Promise<Email> {
    for (const until = Date.now() + 20_000; Date.now() < until; await sleep(30)) {
      const found = mails.findLast((mail) => mail.to?.some(({ address }) => address === to))
      if (found) return found
    }
    throw new Error(`No mail to ${to} arrived`)
  }

  async function close(): Promise<void> {
    await new Promise<void>((resolve) => smtp.close(resolve))
  }
}
