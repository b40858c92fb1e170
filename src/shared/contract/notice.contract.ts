import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** What a user is told when he looks elsewhere (BU-10): shown under the bell, and mailed to whoever wants it. */
export const noticeKinds = [
  'job-done',
  'job-failed',
  'journal-waiting',
  'journal-returned',
  'journal-validated',
  'undone',
  'source-done',
  'source-stopped',
  'source-failed',
] as const

export const notice = z.object({
  id: z.int(),
  at: z.string(),
  kind: z.enum(noticeKinds),
  /** What it is about: a file name, "Journal n° 12", the source of a change set. */
  subject: z.string(),
  /** The kind of job, or of the change set that was undone. */
  what: z.string().nullable(),
  /** Who did it, when it was somebody else. */
  by: z.string().nullable(),
  /** A comment, the reason of a failure, why a journal was sent back. */
  detail: z.string().nullable(),
  journal: z.int().nullable(),
  importId: z.int().nullable(),
  changeSet: z.int().nullable(),
  /** A source of recurring imports. */
  source: z.int().nullable(),
  isRead: z.boolean(),
})
export type Notice = z.infer<typeof notice>

export const listNotices = endpoint({
  id: 'listNotices',
  method: 'GET',
  path: '/api/v1/notices',
  summary: 'What one was told, newest first, and how much of it is unread',
  right: 'signed-in',
  query: z.object({
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  result: z.object({
    notices: z.array(notice),
    unread: z.int(),
    /** Whether they are mailed too, where a mail server is set up. */
    areMailed: z.boolean(),
    next: z.int().nullable(),
  }),
})

export const readNotices = endpoint({
  id: 'readNotices',
  method: 'POST',
  path: '/api/v1/notices/read',
  summary: 'Mark notices as read: these, or all of one’s own',
  right: 'signed-in',
  body: z.object({ ids: z.array(z.int()).max(100).optional() }),
  result: z.object({ unread: z.int() }),
})

export const setNoticeMails = endpoint({
  id: 'setNoticeMails',
  method: 'PATCH',
  path: '/api/v1/notices/mails',
  summary: 'Have one’s notices mailed too, or not',
  right: 'signed-in',
  body: z.object({ areMailed: z.boolean() }),
  result: z.object({ areMailed: z.boolean() }),
})
