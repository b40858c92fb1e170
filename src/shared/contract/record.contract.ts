import { z } from 'zod'
import { entityNames } from '../catalogue/field.ts'
import { operatorNames } from '../catalogue/field-types/operators.ts'
import { historyEventNames, historyKinds } from '../history/history-kinds.ts'
import { endpoint } from './endpoint.ts'

/**
 * A value of a field as the API takes and gives it; which shape a field takes is in the catalogue. A reference to a
 * record that one may not see is `masked`; sent back so, the record keeps it.
 */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.number()), z.null()])
export const values = z.record(z.string(), fieldValue)
export type Values = z.infer<typeof values>

/** `{field, operator, value}`; an address field of a company or contact is written `address.city`, a contact's company `company.name`. */
export const condition = z.object({
  field: z.string(),
  operator: z.enum(operatorNames),
  /** `anyOf` and `noneOf` of options and countries take several codes. */
  value: z.union([fieldValue, z.array(z.string()).max(300)]).optional(),
})
export type Condition = z.infer<typeof condition>
const conjunction = z.object({ all: z.array(condition).min(1).max(50) })
/** Alternatives: conditions joined by OR, each of which may be a group joined by AND. */
const alternatives = z.object({
  any: z
    .array(z.union([condition, conjunction]))
    .min(1)
    .max(50),
})
/** Conditions joined by AND, each of which may be alternatives: `(A and B) or (C and D)` is one `any` of two `all`. */
export const filter = z.object({ all: z.array(z.union([condition, alternatives])).max(50) })
export type Filter = z.infer<typeof filter>

export const listEntity = z.enum(['company', 'contact'])
export type ListEntity = z.infer<typeof listEntity>

/** A value that travels as JSON in the address. */
export const jsonText = <T>(schema: z.ZodType<T>) =>
  z
    .string()
    .max(20_000)
    .transform((text, context): T => {
      try {
        return schema.parse(JSON.parse(text))
      } catch {
        context.issues.push({ code: 'custom', message: 'not a filter', input: text })
        return z.NEVER
      }
    })

/** What is listed: a search, a filter, or both. `filter` is JSON. */
const selectionQuery = { search: z.string().max(200).optional(), filter: jsonText(filter).optional() }

export const listRow = z.object({
  id: z.int(),
  version: z.int(),
  /** Field keys of the entity; `address.<key>` for the default address; `company.<key>` for a contact's company. */
  values,
  isRestricted: z.boolean(),
})
export type ListRow = z.infer<typeof listRow>

/** Names of the companies and contacts that values refer to, by id; the values of hidden ones are `masked`. */
export const references = z.record(z.string(), z.string())

const entityParams = z.object({ entity: listEntity })
const recordParams = z.object({ entity: listEntity, id: z.coerce.number().int().positive() })

export const listRecords = endpoint({
  id: 'listRecords',
  method: 'GET',
  path: '/api/v1/records/:entity',
  summary: 'A page of companies or contacts: searched, filtered, sorted, keyset-paged',
  right: 'signed-in',
  params: entityParams,
  query: z.object({
    ...selectionQuery,
    sort: z.string().max(60).optional(),
    direction: z.enum(['asc', 'desc']).optional(),
    after: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
    /** Comma-separated field keys; the entity's usual columns by default. */
    columns: z.string().max(2000).optional(),
  }),
  result: z.object({
    rows: z.array(listRow),
    references,
    next: z.string().nullable(),
    /** More than 10,000 hits: too many to sort, shown unsorted. */
    isUnsorted: z.boolean(),
  }),
  errors: ['filter-invalid', 'field-unknown'],
})

export const countRecords = endpoint({
  id: 'countRecords',
  method: 'GET',
  path: '/api/v1/records/:entity/count',
  summary: 'The exact number of visible records that match',
  right: 'signed-in',
  params: entityParams,
  query: z.object(selectionQuery),
  result: z.object({ total: z.int() }),
  errors: ['filter-invalid', 'field-unknown'],
})

export const suggestRecords = endpoint({
  id: 'suggestRecords',
  method: 'GET',
  path: '/api/v1/records/:entity/suggestions',
  summary: 'Up to 20 records whose searched text holds what was typed, for autocompletion',
  right: 'signed-in',
  params: entityParams,
  query: z.object({ text: z.string().max(200) }),
  result: z.array(
    z.object({
      id: z.int(),
      label: z.string(),
      hint: z.string(),
      /** Contacts: the hash of the photo. */ photo: z.string().nullable(),
    }),
  ),
})

export const addressRecord = z.object({ id: z.int(), version: z.int(), values, isDefault: z.boolean() })

export const getRecord = endpoint({
  id: 'getRecord',
  method: 'GET',
  path: '/api/v1/records/:entity/:id',
  summary: 'One company or contact with its addresses',
  right: 'signed-in',
  params: recordParams,
  result: z.object({
    id: z.int(),
    entity: listEntity,
    version: z.int(),
    label: z.string(),
    values,
    addresses: z.array(addressRecord),
    references,
    isRestricted: z.boolean(),
    /** Contact: whether it is on one’s own list. */
    isMine: z.boolean(),
    /** Company: how many contacts one may see. */
    contacts: z.int(),
    createdAt: z.string(),
    updatedAt: z.string().nullable(),
  }),
  errors: ['not-found'],
})

/** An address in an edit: an `id` changes that one, none adds one, `isDeleted` removes it. */
export const addressEdit = z.object({
  id: z.int().positive().optional(),
  version: z.int().optional(),
  values: values.optional(),
  isDefault: z.boolean().optional(),
  isDeleted: z.boolean().optional(),
})
export type AddressEdit = z.infer<typeof addressEdit>

const saved = z.object({
  id: z.int(),
  version: z.int(),
  /** null when nothing differed */ changeSet: z.int().nullable(),
})

/** Every fault of an edit at once: `faults` of the problem document lists {field, code, message}. */
export const createRecord = endpoint({
  id: 'createRecord',
  method: 'POST',
  path: '/api/v1/records/:entity',
  summary: 'Create a company or contact, with its addresses, in one change set',
  right: 'signed-in',
  params: entityParams,
  body: z.object({ values, addresses: z.array(addressEdit).max(200).optional() }),
  result: saved,
  errors: ['edit-refused', 'right-missing'],
})

export const updateRecord = endpoint({
  id: 'updateRecord',
  method: 'PATCH',
  path: '/api/v1/records/:entity/:id',
  summary: 'Change fields and addresses of one record, if it is still at that version',
  right: 'signed-in',
  params: recordParams,
  body: z.object({ version: z.int(), values: values.optional(), addresses: z.array(addressEdit).max(200).optional() }),
  result: saved,
  errors: ['edit-refused', 'record-changed', 'not-found', 'busy-writing', 'busy-elsewhere', 'right-missing'],
})

export const deleteRecord = endpoint({
  id: 'deleteRecord',
  method: 'DELETE',
  path: '/api/v1/records/:entity/:id',
  summary: 'Delete one record with all that hangs on it; can be undone',
  right: 'signed-in',
  params: recordParams,
  query: z.object({ version: z.coerce.number().int() }),
  result: z.object({ changeSet: z.int() }),
  errors: ['record-changed', 'company-in-use', 'deletion-held', 'not-found', 'right-missing'],
})

export const historyEntry = z.object({
  changeSet: z.int(),
  kind: z.string(),
  at: z.string(),
  author: z.string(),
  source: z.string().nullable(),
  entity: z.enum(entityNames),
  recordId: z.int(),
  /** The address or contact concerned, when it is not the record itself. */
  label: z.string().nullable(),
  action: z.enum(['create', 'update', 'delete']),
  fields: z.record(z.string(), z.tuple([fieldValue, fieldValue])),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/** Something told in a history that changed no field: a comment, or what another feature tells. */
export const historyEvent = z.object({
  id: z.int(),
  /** The last change set before it: it stands above that one. */
  changeSet: z.int(),
  kind: z.enum(historyEventNames),
  at: z.string(),
  author: z.string(),
  entity: listEntity,
  recordId: z.int(),
  /** The contact concerned, when it is not the record itself. */
  label: z.string().nullable(),
  text: z.string().nullable(),
})
export type HistoryEvent = z.infer<typeof historyEvent>

export const getHistory = endpoint({
  id: 'getHistory',
  method: 'GET',
  path: '/api/v1/records/:entity/:id/history',
  summary: 'What changed on a record and its addresses, and its comments and events, newest first',
  right: 'signed-in',
  params: recordParams,
  query: z.object({
    /** `next` of the page before. */
    before: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
    /** One of `historyKinds`. */
    kind: z.enum(historyKinds).optional(),
    /** A field key of the record, or `address.<key>`, `contact.<key>`. */
    field: z.string().max(100).optional(),
    user: z.coerce.number().int().positive().optional(),
  }),
  result: z.object({
    entries: z.array(historyEntry),
    events: z.array(historyEvent),
    references,
    next: z.string().nullable(),
  }),
  errors: ['not-found', 'field-unknown', 'filter-invalid'],
})

export const addComment = endpoint({
  id: 'addComment',
  method: 'POST',
  path: '/api/v1/records/:entity/:id/comments',
  summary: 'Write a comment in the history of a record',
  right: 'signed-in',
  params: recordParams,
  body: z.object({ text: z.string().trim().min(1).max(5000) }),
  result: z.object({ event: z.int() }),
  errors: ['not-found', 'right-missing'],
})
