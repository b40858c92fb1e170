import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { listEntity } from './record.contract.ts'

/** Who sees a record (AC-2, AC-3): everybody, or the users and billing entities named; a contact names users only. */

const params = z.object({ entity: listEntity, id: z.coerce.number().int().positive() })
const ids = z.array(z.int()).max(1000)

export const recordAccess = z.object({
  isRestricted: z.boolean(),
  users: z.array(z.int()),
  billingEntities: z.array(z.int()),
  /** Of a contact: its company is restricted, which holds for the contact too. */
  isCompanyRestricted: z.boolean(),
  /** What was read, for `saveAccess` to tell whether somebody changed it since. */
  stamp: z.string(),
})
export type RecordAccess = z.infer<typeof recordAccess>

export const getAccess = endpoint({
  id: 'getAccess',
  method: 'GET',
  path: '/api/v1/records/:entity/:id/access',
  summary: 'Who sees a record',
  right: 'signed-in',
  params,
  result: recordAccess,
  errors: ['not-found'],
})

export const saveAccess = endpoint({
  id: 'saveAccess',
  method: 'PATCH',
  path: '/api/v1/records/:entity/:id/access',
  summary: 'Choose who sees a record; the restriction reaches all that hangs on it',
  right: 'access.edit',
  params,
  body: z.object({
    isRestricted: z.boolean(),
    users: ids,
    billingEntities: ids,
    stamp: z.string().max(100),
    /** Also when one would no longer see it oneself. */
    shutsMeOut: z.boolean().optional(),
  }),
  /** null: one does not see it any more. */
  result: recordAccess.nullable(),
  errors: ['not-found', 'record-changed', 'access-empty', 'access-shuts-out', 'access-contact-users', 'busy-elsewhere'],
})
