import { z } from 'zod'
import { likenessReasonNames } from '../duplicates/likeness-reasons.ts'
import { endpoint } from './endpoint.ts'
import { fieldValue, listEntity } from './record.contract.ts'

/** Likely duplicates (CO-10): searched in the base by a job, or told of a record that is being typed. */

const params = z.object({ entity: listEntity })
const reason = z.enum(likenessReasonNames)

const likeness = {
  /** 0 to 100. */
  score: z.int(),
  agrees: z.array(reason),
  differs: z.array(reason),
}

const alike = z.object({
  id: z.int(),
  version: z.int(),
  label: z.string(),
  /** A company's code and town; a contact's company and e-mail. */
  hint: z.string(),
})

const duplicatePair = z.object({
  records: z.tuple([alike, alike]),
  ...likeness,
  /** Said to be no duplicates: by whom, and when. */
  decision: z.object({ by: z.string(), at: z.string() }).nullable(),
})
export type DuplicatePair = z.infer<typeof duplicatePair>

const skippedKey = z.object({
  reason,
  /** Values that more than 50 records share, and how many records those are. */
  blocks: z.int(),
  records: z.int(),
})

const duplicateSearch = z.object({
  id: z.int(),
  startedAt: z.string(),
  /** null while it is under way. */
  endedAt: z.string().nullable(),
  job: z.int().nullable(),
  skipped: z.array(skippedKey),
})
export type DuplicateSearch = z.infer<typeof duplicateSearch>

/** Under this score pairs are not kept. */
export const leastPairScore = 45
/** From here on a pair is likely, and almost certain. */
export const usualPairScore = 60
export const surePairScore = 80

const pairQuery = {
  /** The least score; 60 unless said. */
  score: z.coerce.number().int().min(0).max(100).optional(),
  /** Those that were said to be no duplicates instead. */
  ignored: z.enum(['true', 'false']).optional(),
}

export const startDuplicateSearch = endpoint({
  id: 'startDuplicateSearch',
  method: 'POST',
  path: '/api/v1/duplicates/:entity/searches',
  summary: 'Look for likely duplicates among all records one may see, as a job; its list takes the place of one’s last',
  right: 'signed-in',
  params,
  result: z.object({ job: z.int() }),
  errors: ['right-missing', 'duplicates-searching'],
})

export const listDuplicates = endpoint({
  id: 'listDuplicates',
  method: 'GET',
  path: '/api/v1/duplicates/:entity',
  summary: 'The likely duplicates of one’s last search, the likeliest first, with what they agree and differ in',
  right: 'signed-in',
  params,
  query: z.object({
    ...pairQuery,
    after: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  result: z.object({
    search: duplicateSearch.nullable(),
    pairs: z.array(duplicatePair),
    next: z.string().nullable(),
  }),
  errors: ['right-missing', 'filter-invalid'],
})

export const countDuplicates = endpoint({
  id: 'countDuplicates',
  method: 'GET',
  path: '/api/v1/duplicates/:entity/count',
  summary: 'How many pairs the list of likely duplicates holds',
  right: 'signed-in',
  params,
  query: z.object(pairQuery),
  result: z.object({ total: z.int() }),
  errors: ['right-missing'],
})

export const decideDuplicate = endpoint({
  id: 'decideDuplicate',
  method: 'POST',
  path: '/api/v1/duplicates/:entity/decisions',
  summary: 'Say for everybody that two records are no duplicates, or take that back',
  right: 'signed-in',
  params,
  body: z.object({ records: z.array(z.int().positive()).length(2), isDuplicate: z.boolean() }),
  result: z.object({ isDuplicate: z.boolean() }),
  errors: ['right-missing', 'not-found'],
})

const text = z.string().max(1000)

export const findLikelyDuplicates = endpoint({
  id: 'findLikelyDuplicates',
  method: 'POST',
  path: '/api/v1/duplicates/:entity/likely',
  summary: 'Up to five records that one may see and that what is being typed may be a duplicate of',
  right: 'signed-in',
  params,
  body: z.object({
    /** Field keys of the entity; those that tell no likeness are passed over. */
    values: z.record(z.string(), fieldValue),
    address: z.record(z.string(), text.nullable()).optional(),
    /** The record that is typed, when it exists already. */
    except: z.int().positive().optional(),
  }),
  result: z.array(alike.extend(likeness)),
  errors: ['right-missing'],
})
export type LikelyDuplicate = z.infer<typeof findLikelyDuplicates.result>[number]
