import { z } from 'zod'
import { companyTabs } from '../catalogue/field.ts'
import { journalOperations, shiftUnits } from '../journals/operations.ts'
import { endpoint } from './endpoint.ts'
import { targetSource } from './journal-targeting.contract.ts'
import { fieldValue, listEntity, references } from './record.contract.ts'

/**
 * Bulk update journals (BU): one journal = one field = n records. `waiting` for somebody to validate it; `scheduled` to be
 * validated at a time; `validating` while its job is queued or running; `undone` when the change set of a validated
 * journal is undone at present.
 */
export const journalStates = ['draft', 'waiting', 'scheduled', 'validating', 'validated', 'undone'] as const

/**
 * What an operation needs, by operation: `set` a value of the field, `clear` null, `add-tag` and `remove-tag` ids,
 * `replace-text` `{find, replace}` (case counts), `add-amount` and `add-percentage` a number (decimals as text; -5 takes 5 away),
 * `shift-date` `{amount, unit}`.
 */
export const journalValue = z.union([
  fieldValue,
  z.object({ find: z.string().min(1).max(1000), replace: z.string().max(1000) }),
  z.object({ amount: z.int().min(-100_000).max(100_000), unit: z.enum(shiftUnits) }),
])
export type JournalValue = z.infer<typeof journalValue>

/** The header of a journal. A draft may lack its field or its value; a change of field drops what no longer fits. */
const header = {
  tab: z.enum(companyTabs).nullable(),
  /** A field's key, or `address.<key>` of the default address. */
  field: z.string().max(100).nullable(),
  operation: z.enum(journalOperations),
  value: journalValue,
  comment: z.string().trim().max(2000).nullable(),
}

export const journal = z.object({
  number: z.int(),
  entity: listEntity,
  ...header,
  state: z.enum(journalStates),
  /** The "validated" box: ticked by validation alone. */
  isValidated: z.boolean(),
  author: z.string(),
  createdAt: z.string(),
  validator: z.string().nullable(),
  validatedAt: z.string().nullable(),
  /** `waiting`: since when, and who asked for the validation. */
  submittedAt: z.string().nullable(),
  submitter: z.string().nullable(),
  /** What a validator said when he sent it back. */
  returnedNote: z.string().nullable(),
  /** `scheduled`: when it will be validated. */
  scheduledFor: z.string().nullable(),
  /** Whether one may validate it: by right and, under the rule of four eyes, because others prepared it. */
  mayValidate: z.boolean(),
  /** How many of its records one may see. */
  targets: z.int(),
  /** The validation under way or last ended. */
  job: z.int().nullable(),
  changeSet: z.int().nullable(),
  restorePoint: z.int().nullable(),
  /** Why the last validation failed; the journal is a draft again then. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type Journal = z.infer<typeof journal>

const params = z.object({ number: z.coerce.number().int().positive() })

export const listJournals = endpoint({
  id: 'listJournals',
  method: 'GET',
  path: '/api/v1/journals',
  summary: 'Journals, newest first; for whoever prepares or validates them',
  right: 'signed-in',
  query: z.object({
    entity: listEntity.optional(),
    state: z.enum(journalStates).optional(),
    /** Part of the number, of the comment or of the author’s name. */
    search: z.string().max(200).optional(),
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ journals: z.array(journal), references, next: z.int().nullable() }),
})

export const createJournal = endpoint({
  id: 'createJournal',
  method: 'POST',
  path: '/api/v1/journals',
  summary: 'A new journal, numbered; with records at once when `targets` says which',
  right: 'journal.prepare',
  body: z.object({ entity: listEntity, ...partialHeader(), targets: targetSource.optional() }),
  result: journal,
  errors: ['journal-field-not-allowed', 'journal-operation-not-allowed', 'journal-value-invalid'],
})

export const getJournal = endpoint({
  id: 'getJournal',
  method: 'GET',
  path: '/api/v1/journals/:number',
  summary: 'One journal; `references` names the record its value points at',
  right: 'signed-in',
  params,
  result: journal.extend({ references }),
  errors: ['not-found'],
})

export const updateJournal = endpoint({
  id: 'updateJournal',
  method: 'PATCH',
  path: '/api/v1/journals/:number',
  summary: 'Change the header of a draft',
  right: 'journal.prepare',
  params,
  body: z.object(partialHeader()),
  result: journal,
  errors: [
    'not-found',
    'journal-state',
    'journal-field-not-allowed',
    'journal-operation-not-allowed',
    'journal-value-invalid',
  ],
})

export const deleteJournal = endpoint({
  id: 'deleteJournal',
  method: 'DELETE',
  path: '/api/v1/journals/:number',
  summary: 'Drop a draft; its number is not given again',
  right: 'journal.prepare',
  params,
  result: z.object({}),
  errors: ['not-found', 'journal-state'],
})

export const duplicateJournal = endpoint({
  id: 'duplicateJournal',
  method: 'POST',
  path: '/api/v1/journals/:number/duplicate',
  summary: 'A new draft with the same header and the same records',
  right: 'journal.prepare',
  params,
  body: z.object({ withTargets: z.boolean().optional() }),
  result: journal,
  errors: ['not-found'],
})

const previewRow = z.object({
  id: z.int(),
  label: z.string(),
  hint: z.string(),
  before: fieldValue,
  after: fieldValue,
  outcome: z.enum(['change', 'unchanged', 'refused']),
  /** `refused`: why. */
  reason: z.string().nullable(),
})
export type JournalPreviewRow = z.infer<typeof previewRow>

const reason = z.object({ code: z.string(), message: z.string(), records: z.int() })
export type RefusalReason = z.infer<typeof reason>

export const journalPreview = z.object({
  targets: z.int(),
  /** Records that validation would write: the number that `validateJournal` asks to be confirmed. */
  change: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** Records refused, by reason. */
  reasons: z.array(reason),
  /** The first records that would change. */
  sample: z.array(previewRow),
  references,
})
export type JournalPreview = z.infer<typeof journalPreview>

export const previewJournal = endpoint({
  id: 'previewJournal',
  method: 'POST',
  path: '/api/v1/journals/:number/preview',
  summary: 'What validation would do now: how many change, have the value already, are refused and why',
  right: 'signed-in',
  params,
  result: journalPreview,
  errors: ['not-found', 'journal-state', 'journal-incomplete'],
})

export const listPreviewRows = endpoint({
  id: 'listPreviewRows',
  method: 'GET',
  path: '/api/v1/journals/:number/preview/rows',
  summary: 'Old → new of one’s last preview of the journal, in the order of creation, 100 a page',
  right: 'signed-in',
  params,
  query: z.object({
    outcome: z.enum(['change', 'unchanged', 'refused']).optional(),
    after: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ rows: z.array(previewRow), references, next: z.int().nullable() }),
  errors: ['not-found', 'journal-preview-missing'],
})

export const validateJournal = endpoint({
  id: 'validateJournal',
  method: 'POST',
  path: '/api/v1/journals/:number/validate',
  summary:
    'Make a restore point and change the records, all or nothing, as a job, now or `at` a time; `confirm` is the number previewed',
  right: 'journal.validate',
  params,
  body: z.object({
    confirm: z.int().min(0),
    at: z.iso.datetime({ offset: true }).optional(),
    /** When another number would change by then: do nothing, or do it all the same. */
    ifMoved: z.enum(['stop', 'go']).optional(),
  }),
  result: journal,
  errors: ['not-found', 'journal-state', 'journal-incomplete', 'journal-four-eyes', 'journal-time-past'],
})

export const submitJournal = endpoint({
  id: 'submitJournal',
  method: 'POST',
  path: '/api/v1/journals/:number/submit',
  summary: 'Hand a draft over to be validated; those who may are told',
  right: 'journal.prepare',
  params,
  result: journal,
  errors: ['not-found', 'journal-state', 'journal-incomplete'],
})

export const withdrawJournal = endpoint({
  id: 'withdrawJournal',
  method: 'POST',
  path: '/api/v1/journals/:number/withdraw',
  summary: 'Make a waiting journal a draft again: taken back by its preparers, or sent back by a validator with a note',
  right: 'signed-in',
  params,
  body: z.object({ note: z.string().trim().max(2000).nullable() }),
  result: journal,
  errors: ['not-found', 'journal-state', 'right-missing'],
})

export const unscheduleJournal = endpoint({
  id: 'unscheduleJournal',
  method: 'POST',
  path: '/api/v1/journals/:number/unschedule',
  summary: 'Call a scheduled validation off',
  right: 'journal.validate',
  params,
  result: journal,
  errors: ['not-found', 'journal-state'],
})

export const getJournalResult = endpoint({
  id: 'getJournalResult',
  method: 'GET',
  path: '/api/v1/journals/:number/result',
  summary: 'What a validated journal did, as far as one may see it',
  right: 'signed-in',
  params,
  result: z.object({
    targets: z.int(),
    changed: z.int(),
    /** Had the value already, were refused, were not open to the validator, or changed while it was written. */
    notChanged: z.int(),
    /** Those of them that were refused or changed while it was written, and why. */
    refused: z.int(),
    reasons: z.array(reason),
    /** Those of them that somebody changed while the journal was written. */
    stale: z.int(),
    changeSet: z.int().nullable(),
    undoneBy: z.int().nullable(),
    restorePoint: z.int().nullable(),
  }),
  errors: ['not-found', 'journal-state'],
})
export type JournalResult = z.infer<typeof getJournalResult.result>

function partialHeader() {
  return {
    tab: header.tab.optional(),
    field: header.field.optional(),
    operation: header.operation.optional(),
    value: header.value.optional(),
    comment: header.comment.optional(),
  }
}
