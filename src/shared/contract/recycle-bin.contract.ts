import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { listEntity } from './record.contract.ts'

/** The recycle bin (CO-12): deleted companies and contacts, each to be brought back on its own. */
export const deletedRecord = z.object({
  entity: listEntity,
  id: z.int(),
  label: z.string(),
  /** A company's code; of a contact the name of its company, also of one that is deleted, if that is not hidden. */
  hint: z.string(),
  deletedAt: z.string(),
  deletedBy: z.string(),
  /** The change set that deleted it. */
  changeSet: z.int(),
  /** A contact whose company is deleted: that one has to come back first. */
  needsCompany: z.boolean(),
  /** What comes back with it. */
  contacts: z.int(),
  addresses: z.int(),
})
export type DeletedRecord = z.infer<typeof deletedRecord>

export const listDeleted = endpoint({
  id: 'listDeleted',
  method: 'GET',
  path: '/api/v1/recycle-bin',
  summary: 'Deleted companies and contacts, the last deleted first; found by name, code or e-mail',
  right: 'signed-in',
  query: z.object({
    entity: listEntity.optional(),
    search: z.string().max(200).optional(),
    after: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  result: z.object({ records: z.array(deletedRecord), next: z.string().nullable() }),
  errors: ['filter-invalid'],
})

export const restoreDeleted = endpoint({
  id: 'restoreDeleted',
  method: 'POST',
  path: '/api/v1/recycle-bin/:entity/:id/restore',
  summary: 'Bring a deleted record back with what was deleted with it, as a change set of its own',
  right: 'signed-in',
  params: z.object({ entity: listEntity, id: z.coerce.number().int().positive() }),
  result: z.object({
    changeSet: z.int(),
    /** What was deleted with it and could not come back. */
    conflicts: z.int(),
  }),
  errors: ['not-found', 'recycle-refused', 'right-missing', 'busy-writing', 'busy-elsewhere'],
})
