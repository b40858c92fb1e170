import { z } from 'zod'
import { entityNames } from '../catalogue/field.ts'
import { endpoint } from './endpoint.ts'
import { historyEntry, references } from './record.contract.ts'

export const changeSetKinds = [
  'edit',
  'import',
  'journal',
  'mass-action',
  'merge',
  'undo',
  'restore',
  'sample-data',
] as const
const counted = z.object({ create: z.int(), update: z.int(), delete: z.int() })

export const changeSet = z.object({
  id: z.int(),
  kind: z.enum(changeSetKinds),
  at: z.string(),
  author: z.string(),
  /** What it came from: a file name, "journal 34" … */
  source: z.string().nullable(),
  comment: z.string().nullable(),
  counts: z.partialRecord(z.enum(entityNames), counted),
  /** Cells changed, by `entity.field`. */
  fields: z.record(z.string(), z.int()),
  undoes: z.int().nullable(),
  undoneBy: z.int().nullable(),
  /** What it did to each record is no longer kept: it cannot be undone. */
  isForgotten: z.boolean(),
})
export type ChangeSet = z.infer<typeof changeSet>

/** Large ones that hold hidden records are counted apart, by `countChangeSets`: null until then. */
const listedChangeSet = changeSet.extend({
  counts: changeSet.shape.counts.nullable(),
  fields: changeSet.shape.fields.nullable(),
})
export type ListedChangeSet = z.infer<typeof listedChangeSet>

const params = z.object({ id: z.coerce.number().int().positive() })

export const listChangeSets = endpoint({
  id: 'listChangeSets',
  method: 'GET',
  path: '/api/v1/change-sets',
  summary: 'Every act that changed records, newest first',
  right: 'changeSet.see',
  query: z.object({
    kind: z.enum(changeSetKinds).optional(),
    /** The id of its author; 0 for the system. */
    author: z.coerce.number().int().min(0).optional(),
    /** First and last moment. */
    since: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
    /** Only those after a restore point. */
    sincePoint: z.coerce.number().int().optional(),
    /** A field it changed in records that were there: `company.name`. */
    field: z.string().max(100).optional(),
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ changeSets: z.array(listedChangeSet), next: z.int().nullable() }),
})

export const countChangeSets = endpoint({
  id: 'countChangeSets',
  method: 'GET',
  path: '/api/v1/change-set-counts',
  summary: 'What change sets (ids, comma-separated) did to the records that one may see, where the list left it open',
  right: 'changeSet.see',
  query: z.object({
    ids: z
      .string()
      .max(2000)
      .regex(/^\d{1,15}(,\d{1,15})*$/)
      .transform((text) => text.split(',').map(Number)),
  }),
  result: z.array(changeSet.pick({ id: true, counts: true, fields: true })),
})

export const getChangeSet = endpoint({
  id: 'getChangeSet',
  method: 'GET',
  path: '/api/v1/change-sets/:id',
  summary: 'One change set and its counts',
  right: 'changeSet.see',
  params,
  result: changeSet,
  errors: ['change-set-not-found'],
})

export const listChanges = endpoint({
  id: 'listChanges',
  method: 'GET',
  path: '/api/v1/change-sets/:id/changes',
  summary: 'What a change set did, record by record, paged',
  right: 'changeSet.see',
  params,
  query: z.object({
    entity: z.enum(entityNames).optional(),
    action: z.enum(['create', 'update', 'delete']).optional(),
    after: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ changes: z.array(historyEntry), references, next: z.string().nullable() }),
  errors: ['change-set-not-found'],
})

export const reversal = z.object({
  /** Records that go back to their old values, come back, and go away. */
  revert: z.int(),
  recreate: z.int(),
  remove: z.int(),
  /** Records changed since (conflicts): left alone unless asked otherwise. */
  conflicts: z.int(),
  sample: z.array(
    z.object({
      entity: z.enum(entityNames),
      recordId: z.int(),
      label: z.string(),
      reason: z.string(),
      field: z.string().nullable(),
    }),
  ),
})
export type Reversal = z.infer<typeof reversal>

export const previewUndo = endpoint({
  id: 'previewUndo',
  method: 'GET',
  path: '/api/v1/change-sets/:id/undo-preview',
  summary: 'What undoing a change set would do',
  right: 'changeSet.undo',
  params,
  result: reversal,
  errors: ['change-set-not-found', 'change-set-undone'],
})

export const undoChangeSet = endpoint({
  id: 'undoChangeSet',
  method: 'POST',
  path: '/api/v1/change-sets/:id/undo',
  summary: 'Undo a change set, as a job; records changed since are kept, or reverted too',
  right: 'changeSet.undo',
  params,
  body: z.object({ conflicts: z.enum(['keep', 'revert']) }),
  result: z.object({ job: z.int() }),
  errors: ['change-set-not-found', 'change-set-undone'],
})

export const restorePoint = z.object({
  id: z.int(),
  at: z.string(),
  author: z.string(),
  name: z.string(),
  /** Change sets and records changed since. */
  changeSetsSince: z.int(),
  /** Details of later changes are no longer kept: it cannot be gone back to. */
  isLost: z.boolean(),
})

export const listRestorePoints = endpoint({
  id: 'listRestorePoints',
  method: 'GET',
  path: '/api/v1/restore-points',
  summary: 'Restore points, newest first',
  right: 'changeSet.see',
  result: z.array(restorePoint),
})

export const createRestorePoint = endpoint({
  id: 'createRestorePoint',
  method: 'POST',
  path: '/api/v1/restore-points',
  summary: 'Name this moment, so that the base can be taken back to it',
  right: 'changeSet.undo',
  body: z.object({ name: z.string().trim().min(1).max(200) }),
  result: restorePoint,
})

export const previewRestore = endpoint({
  id: 'previewRestore',
  method: 'GET',
  path: '/api/v1/restore-points/:id/preview',
  summary: 'What restoring to this point would do',
  right: 'restore',
  params,
  result: reversal,
  errors: ['not-found'],
})

export const restoreTo = endpoint({
  id: 'restoreTo',
  method: 'POST',
  path: '/api/v1/restore-points/:id/restore',
  summary:
    'Take companies and contacts back to this point, as a job; the number of records and the password are asked for',
  right: 'restore',
  params,
  body: z.object({
    records: z.int(),
    password: z.string().max(200),
    /** One’s preview of it, when there is one: it is not planned twice then. */
    preview: z.int().optional(),
  }),
  result: z.object({ job: z.int() }),
  errors: ['not-found', 'confirmation-wrong', 'sign-in-refused', 'reversal-stale', 'log-shortened'],
})
