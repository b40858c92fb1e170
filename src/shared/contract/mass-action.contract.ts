import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { filter, listEntity } from './record.contract.ts'

/** Mass actions on a list's selection (CO-8, CT-8): previewed, then done as one change set by a job. */

/** Records one by one, or all that a search and a filter mean but for `except`: kept as a query, at any size. */
export const massSelection = z.union([
  z.object({ ids: z.array(z.int().positive()).min(1).max(20_000) }),
  z.object({
    search: z.string().max(200).optional(),
    filter: filter.optional(),
    except: z.array(z.int()).max(10_000).optional(),
  }),
])
export type MassSelection = z.infer<typeof massSelection>

/** The fields a record is assigned by, each to a user. */
export const assignedFields = {
  company: ['accountManager', 'telemarketer', 'salesPerson'],
  contact: ['assignedTo'],
} as const

/**
 * `archive`: a company is archived, a contact is made inactive. `assign`: a user, or null for nobody. `delete`: with all
 * that hangs on the record; what cannot go stays, and is told with the reason.
 */
export const massAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('archive') }),
  z.object({
    kind: z.literal('assign'),
    field: z.enum([...assignedFields.company, ...assignedFields.contact]),
    user: z.int().positive().nullable(),
  }),
  z.object({ kind: z.literal('delete') }),
])
export type MassAct = z.infer<typeof massAct>

const request = { entity: listEntity, selection: massSelection, act: massAct }

const refusedRecord = z.object({ id: z.int(), label: z.string(), reason: z.string() })

export const massPreview = z.object({
  /** Records selected that one may see. */
  selected: z.int(),
  /** Records the act would write: the number that `startMassAction` asks to be confirmed. */
  change: z.int(),
  /** Records that are so already. */
  unchanged: z.int(),
  refused: z.int(),
  /** Records refused, by reason, and the first of them. */
  reasons: z.array(z.object({ code: z.string(), message: z.string(), records: z.int() })),
  refusedSample: z.array(refusedRecord),
  /** Deletion: what goes along with the records. */
  alsoDeleted: z.object({ contacts: z.int(), addresses: z.int() }),
})
export type MassPreview = z.infer<typeof massPreview>

const errors = ['field-unknown', 'filter-invalid', 'right-missing', 'reference-unknown'] as const

export const previewMassAction = endpoint({
  id: 'previewMassAction',
  method: 'POST',
  path: '/api/v1/mass-actions/preview',
  summary: 'What a mass action would do now: how many records change, are so already, are refused and why',
  right: 'signed-in',
  body: z.object(request),
  result: massPreview,
  errors,
})

export const startMassAction = endpoint({
  id: 'startMassAction',
  method: 'POST',
  path: '/api/v1/mass-actions',
  summary: 'Do it, as a job and one change set; `confirm` is the number previewed',
  right: 'signed-in',
  body: z.object({ ...request, confirm: z.int().min(1) }),
  result: z.object({ job: z.int() }),
  errors: [...errors, 'mass-action-moved', 'mass-action-nothing'],
})
