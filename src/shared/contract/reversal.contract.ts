import { z } from 'zod'
import { entityNames } from '../catalogue/field.ts'
import { reversal } from './change-set.contract.ts'
import { endpoint } from './endpoint.ts'
import { references, values } from './record.contract.ts'

/** What an undo or a restore would do, planned ahead: at once when it is small, by a job when it is large. */
export const reversalPreview = z.object({
  id: z.int(),
  /** The job that plans it, while it does and when it failed. */
  job: z.int().nullable(),
  /** Null while the job is under way. */
  reversal: reversal.nullable(),
  /** Cells that would change, by `entity.field`. */
  fields: z.record(z.string(), z.int()),
  /** Whether anything was written since it was planned: make it anew then. */
  isStale: z.boolean(),
})
export type ReversalPreview = z.infer<typeof reversalPreview>

const params = z.object({ id: z.coerce.number().int().positive() })

export const makeReversalPreview = endpoint({
  id: 'makeReversalPreview',
  method: 'POST',
  path: '/api/v1/reversals',
  summary: 'Plan what undoing a change set, or restoring to a point, would do; one keeps one’s last three',
  right: 'changeSet.see',
  body: z.union([z.object({ changeSet: z.int().positive() }), z.object({ restorePoint: z.int().positive() })]),
  result: reversalPreview,
  errors: ['not-found', 'change-set-not-found', 'change-set-undone', 'log-shortened', 'right-missing'],
})

export const getReversalPreview = endpoint({
  id: 'getReversalPreview',
  method: 'GET',
  path: '/api/v1/reversals/:id',
  summary: 'One’s planned undo or restore: counts, conflicts, fields',
  right: 'changeSet.see',
  params,
  result: reversalPreview,
  errors: ['not-found'],
})

export const reversalRow = z.object({
  entity: z.enum(entityNames),
  recordId: z.int(),
  label: z.string(),
  action: z.enum(['create', 'update', 'delete']),
  /** What the record holds now, and what it would hold, of the fields that would change. */
  before: values,
  after: values,
})
export type ReversalRow = z.infer<typeof reversalRow>

export const listReversalRows = endpoint({
  id: 'listReversalRows',
  method: 'GET',
  path: '/api/v1/reversals/:id/rows',
  summary: 'Record by record, what a planned undo or restore would do: now → then, paged',
  right: 'changeSet.see',
  params,
  query: z.object({
    entity: z.enum(entityNames).optional(),
    action: z.enum(['create', 'update', 'delete']).optional(),
    /** A field that would change: `company.name`. */
    field: z.string().max(100).optional(),
    after: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ rows: z.array(reversalRow), references, next: z.string().nullable() }),
  errors: ['not-found', 'reversal-missing', 'filter-invalid'],
})
