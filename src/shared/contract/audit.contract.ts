import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** What the audit log tells of: who came in, what was tried, what an administrator changed. */
export const auditActions = [
  'set-up',
  'sign-in',
  'sign-in-refused',
  'sign-in-throttled',
  'sign-out',
  'password-changed',
  'password-refused',
  'password-link-asked',
  'link-used',
  'second-factor-on',
  'second-factor-off',
  'recovery-code-used',
  'session-revoked',
  'user-added',
  'user-invited',
  'user-changed',
  'user-deactivated',
  'user-activated',
  'user-linked',
  'role-added',
  'role-changed',
  'role-deleted',
  'billing-entity-changed',
  'field-locks-changed',
  'api-key-added',
  'api-key-revoked',
  'access-changed',
  'restricted-record-seen',
  'journal-rules-changed',
  'log-retention-changed',
  'list-value-added',
  'list-value-changed',
  'list-values-merged',
  'custom-field-added',
  'custom-field-changed',
  'numbering-changed',
  'mail-settings-changed',
  'import-source-changed',
  'sign-on-changed',
  'restore-asked',
  'secret-key-changed',
  'backup-asked',
  'backup-downloaded',
  'backup-deleted',
  'backup-settings-changed',
  'exported',
] as const
export type AuditAction = (typeof auditActions)[number]

export const auditEvent = z.object({
  id: z.int(),
  at: z.string(),
  userId: z.int().nullable(),
  /** Name of the user; null for the system and for strangers. */
  user: z.string().nullable(),
  action: z.enum(auditActions),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditEvent = z.infer<typeof auditEvent>

export const listAuditEvents = endpoint({
  id: 'listAuditEvents',
  method: 'GET',
  path: '/api/v1/audit-events',
  summary: 'The audit log, newest first',
  right: 'administration',
  query: z.object({
    action: z.enum(auditActions).optional(),
    user: z.coerce.number().int().optional(),
    /** Days, both included, in the time zone of the installation. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ events: z.array(auditEvent), next: z.int().nullable() }),
})
