import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** TLS from the start, STARTTLS or nothing, STARTTLS when offered, or never. */
export const mailSecurities = ['tls', 'starttls', 'auto', 'none'] as const

export const mailSettings = z.object({
  host: z.string().trim().min(1).max(255),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  user: z.string().max(320).nullable(),
  /** The sender: an address, or `Name <address>`. */
  from: z
    .string()
    .trim()
    .max(320)
    .regex(/^[^\r\n]*\S+@\S+[^\r\n]*$/),
  /** The address of Rafale in the links of mails, unless RAFALE_PUBLIC_URL says it. */
  address: z.url({ protocol: /^https?$/ }).nullable(),
})
export type MailSettings = z.infer<typeof mailSettings>

export const mailState = z.object({
  /** `environment`: SMTP_URL is used as long as nothing is saved. */
  source: z.enum(['database', 'environment', 'none']),
  settings: mailSettings.nullable(),
  hasSecret: z.boolean(),
  /** Mails that wait for a mail server, or to be tried again. */
  waiting: z.int(),
  failed: z.int(),
})
export type MailState = z.infer<typeof mailState>

export const getMailSettings = endpoint({
  id: 'getMailSettings',
  method: 'GET',
  path: '/api/v1/mail-settings',
  summary: 'How mails are sent; the password is never given',
  right: 'administration',
  result: mailState,
})

export const saveMailSettings = endpoint({
  id: 'saveMailSettings',
  method: 'PATCH',
  path: '/api/v1/mail-settings',
  summary: 'Change how mails are sent; mails that waited go out',
  right: 'administration',
  /** Without `secret` the stored one stays, as long as server and user are the same. */
  body: mailSettings.extend({ secret: z.string().max(500).nullable().optional() }),
  result: mailState,
})

export const deleteMailSettings = endpoint({
  id: 'deleteMailSettings',
  method: 'DELETE',
  path: '/api/v1/mail-settings',
  summary: 'Send no more mails, or as SMTP_URL says',
  right: 'administration',
  result: mailState,
})

export const sendTestMail = endpoint({
  id: 'sendTestMail',
  method: 'POST',
  path: '/api/v1/mail-settings/test',
  summary: 'Send a test mail at once, and tell what the mail server said',
  right: 'administration',
  body: z.object({ to: z.email() }),
  result: z.object({ answer: z.string() }),
  errors: ['mail-not-set-up', 'mail-failed'],
})

export const mail = z.object({
  id: z.int(),
  createdAt: z.string(),
  to: z.string(),
  subject: z.string(),
  /** Null once it is sent. */
  text: z.string().nullable(),
  state: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.int(),
  error: z.string().nullable(),
  sentAt: z.string().nullable(),
})
export type Mail = z.infer<typeof mail>

export const listMails = endpoint({
  id: 'listMails',
  method: 'GET',
  path: '/api/v1/mails',
  summary: 'The outbox: mails that wait, that went and that failed, newest first',
  right: 'administration',
  query: z.object({
    state: z.enum(['waiting', 'sent', 'failed']).optional(),
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ mails: z.array(mail), next: z.int().nullable() }),
})

export const retryMail = endpoint({
  id: 'retryMail',
  method: 'POST',
  path: '/api/v1/mails/:id/retry',
  summary: 'Try a mail that failed again',
  right: 'administration',
  params: z.object({ id: z.coerce.number().int().positive() }),
  result: z.object({}),
  errors: ['not-found'],
})
