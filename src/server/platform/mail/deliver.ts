import { createTransport } from 'nodemailer'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { MailAccess } from './mail-settings.ts'

/** What one mail says, to one person, as plain text. */
export type MailText = { to: string; subject: string; text: string }

/** Seconds rather than the usual minutes: a server that hangs must not hold up a worker. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/**
 * Hands one mail to the mail server; what the server answered. Throws what nodemailer throws: `responseCode` is the
 * server's refusal, if it came to one.
 */
export async function deliver(
  access: MailAccess,
  { to, subject, text }: MailText,
  messageId?: string,
): Promise<string> {
  const { host, port, security, user, password, from } = access
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...timeouts,
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
  })
  try {
    // As an object, a recipient is one address, whatever commas it holds.
    const recipient = { name: '', address: to }
    const { response } = await transport.sendMail({
      from,
      to: recipient,
      subject,
      text,
      ...(messageId ? { messageId } : {}),
    })
    return response
  } finally {
    transport.close()
  }
}

/** What went wrong, in the words of the mail server or of the network; an error of our own by its code, to be told in any language. */
export const deliveryFault = (error: unknown): string =>
  error instanceof RafaleError
    ? error.code
    : (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 500)

/** Whether trying again is in vain: the server refused for good (5xx), and not for want of a right password. */
export function isFinal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH'
}
