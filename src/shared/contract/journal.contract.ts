import { z } from 'zod'
import { companyTabs } from '../catalogue/field.ts'
import { journalOperations, shiftUnits } from '../journals/operations.ts'
import { endpoint } from './endpoint.ts'
import { fieldValue, filter, jsonText, listEntity, references } from './record.contract.ts'

/**
 * Bulk update journals (BU): one journal = one field = n records. `validating` while its job is queued or running;
 * `undone` when the change set of a validated journal is undone at present.
 */
export const journalStates = ['draft', 'validating', 'validated', 'undone'] as const

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

/** Which records: found by a search and a filter (all that match, at any size, but for `except`), or one by one. */
const selection = z.object({
  search: z.string().max(200).optional(),
  filter: filter.optional(),
  except: z.array(z.int()).max(10_000).optional(),
})
const ids = z.array(z.int()).max(10_000)

const source = {
  selection: selection.optional(),
  ids: ids.optional(),
  /** The targets of another journal of the same entity. */
  journal: z.int().positive().optional(),
}
const isOne = (given: object) => Object.values(given).filter((value) => value !== undefined).length === 1

/** Records to add, said in exactly one way. */
export const targetSource = z
  .object({
    ...source,
    /** A pasted column: customer codes; of contacts, external ids or e-mails. */
    codes: z.array(z.string().max(300)).max(200_000).optional(),
  })
  .refine(isOne, { message: 'exactly one of selection, ids, journal, codes' })
export type TargetSource = z.infer<typeof targetSource>

/** Targets to take away, said in exactly one way; `keepOnly` keeps those that another journal has too. */
export const targetRemoval = z
  .object({ ...source, keepOnly: z.int().positive().optional(), all: z.literal(true).optional() })
  .refine(isOne, { message: 'exactly one of selection, ids, journal, keepOnly, all' })
export type TargetRemoval = z.infer<typeof targetRemoval>

const added = z.object({
  added: z.int(),
  alreadyPresent: z.int(),
  /** How many targets the journal now has. */
  targets: z.int(),
  /** Pasted codes that find nothing one may see: the first 1,000, and how many there are. */
  notFound: z.array(z.string()),
  notFoundTotal: z.int(),
})
export type AddedTargets = z.infer<typeof added>

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

export const addTargets = endpoint({
  id: 'addTargets',
  method: 'POST',
  path: '/api/v1/journals/:number/targets',
  summary: 'Add records to a draft, each once: a selection, ids, pasted codes or another journal’s',
  right: 'journal.prepare',
  params,
  body: targetSource,
  result: added,
  errors: ['not-found', 'journal-state', 'journal-entity-differs', 'filter-invalid', 'field-unknown'],
})

export const removeTargets = endpoint({
  id: 'removeTargets',
  method: 'POST',
  path: '/api/v1/journals/:number/targets/remove',
  summary:
    'Take records out of a draft: a selection of its targets, ids, another journal’s, all; or keep the common ones',
  right: 'journal.prepare',
  params,
  body: targetRemoval,
  result: z.object({ removed: z.int(), targets: z.int() }),
  errors: ['not-found', 'journal-state', 'journal-entity-differs', 'filter-invalid', 'field-unknown'],
})

const targetRow = z.object({
  id: z.int(),
  label: z.string(),
  /** A company’s code; of a contact the name of its company. */
  hint: z.string(),
  isRestricted: z.boolean(),
  /** What the field holds now. */
  current: fieldValue,
  /** A draft: what it would hold. A validated journal: what was written, and `before` what it held then. */
  before: fieldValue,
  after: fieldValue,
  isUnchanged: z.boolean(),
})
export type TargetRow = z.infer<typeof targetRow>

export const listTargets = endpoint({
  id: 'listTargets',
  method: 'GET',
  path: '/api/v1/journals/:number/targets',
  summary: 'The records of a journal with the old and new value of its field: sorted, searched, keyset-paged',
  right: 'signed-in',
  params,
  query: z.object({
    search: z.string().max(200).optional(),
    filter: jsonText(filter).optional(),
    sort: z.string().max(60).optional(),
    direction: z.enum(['asc', 'desc']).optional(),
    after: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  result: z.object({ rows: z.array(targetRow), references, next: z.string().nullable() }),
  errors: ['not-found', 'filter-invalid', 'field-unknown'],
})

export const findTargets = endpoint({
  id: 'findTargets',
  method: 'GET',
  path: '/api/v1/journals/:number/targets/among',
  summary: 'Which of these records (ids, comma-separated) are targets already',
  right: 'signed-in',
  params,
  query: z.object({
    ids: z
      .string()
      .max(5000)
      .regex(/^\d{1,15}(,\d{1,15})*$/)
      .transform((text) => text.split(',').map(Number)),
  }),
  result: z.object({ ids: z.array(z.int()) }),
  errors: ['not-found'],
})

/** The clipboard of targets: one a user, kept for 24 hours. */
export const journalClipboard = z.object({
  entity: listEntity,
  /** The journal it was copied from. */
  journal: z.int(),
  /** How many records. */
  count: z.int(),
  copiedAt: z.string(),
})
export type JournalClipboard = z.infer<typeof journalClipboard>

export const getClipboard = endpoint({
  id: 'getClipboard',
  method: 'GET',
  path: '/api/v1/journal-clipboard',
  summary: 'What "paste selection" would add; null when nothing was copied in the last 24 hours',
  right: 'signed-in',
  result: z.object({ clipboard: journalClipboard.nullable() }),
})

export const copyTargets = endpoint({
  id: 'copyTargets',
  method: 'POST',
  path: '/api/v1/journals/:number/copy',
  summary: 'Copy selection: the journal’s records, in one’s clipboard for 24 hours',
  right: 'journal.prepare',
  params,
  result: journalClipboard,
  errors: ['not-found'],
})

export const pasteTargets = endpoint({
  id: 'pasteTargets',
  method: 'POST',
  path: '/api/v1/journals/:number/paste',
  summary: 'Paste selection: the clipboard’s records are added to a draft, those already present once',
  right: 'journal.prepare',
  params,
  result: added.pick({ added: true, alreadyPresent: true, targets: true }),
  errors: ['not-found', 'journal-state', 'journal-entity-differs', 'clipboard-empty'],
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

export const journalPreview = z.object({
  targets: z.int(),
  /** Records that validation would write: the number that `validateJournal` asks to be confirmed. */
  change: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** Records refused, by reason. */
  reasons: z.array(z.object({ code: z.string(), message: z.string(), records: z.int() })),
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
  summary: 'Make a restore point and change the records, all or nothing, as a job; `confirm` is the number previewed',
  right: 'journal.validate',
  params,
  body: z.object({ confirm: z.int().min(0) }),
  result: journal,
  errors: ['not-found', 'journal-state', 'journal-incomplete'],
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
