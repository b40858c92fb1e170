import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { fieldValue, filter, jsonText, listEntity, references } from './record.contract.ts'

/** The targeting of bulk update journals (BU-3, BU-7, BU-9): which records, the clipboard, and the pages of both lists. */

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

/** Targets to take away, said in exactly one way; the last ones say which are kept: those of a selection, or of another journal. */
export const targetRemoval = z
  .object({
    ...source,
    all: z.literal(true).optional(),
    keepOnly: z.int().positive().optional(),
    keepSelection: selection.optional(),
  })
  .refine(isOne, { message: 'exactly one of selection, ids, journal, all, keepOnly, keepSelection' })
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
