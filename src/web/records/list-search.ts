import { z } from 'zod'
import { filter, type Filter } from '../../shared/contract/record.contract.ts'

/** What a list's address holds: search, filter, sort, view. Anything unreadable is left out rather than refused. */
export const listSearch = z.object({
  q: z.string().optional().catch(undefined),
  filter: filter.optional().catch(undefined),
  sort: z.string().optional().catch(undefined),
  dir: z.enum(['asc', 'desc']).optional().catch(undefined),
  /** The saved view it began from. */
  view: z.number().int().optional().catch(undefined),
})
export type ListSearch = z.infer<typeof listSearch>

/** The part of the address that says which records are meant. */
export function selectionOf({ q, filter }: ListSearch): { search?: string; filter?: Filter } {
  return { ...(q ? { search: q } : {}), ...(filter && filter.all.length > 0 ? { filter } : {}) }
}

const asText = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined)

/** What a record's address holds: its tab. */
export const recordSearch = z.object({ tab: asText })

/** What the address of a new record's form holds: what it is copied from, the company of a contact. */
export const newRecordSearch = z.object({
  tab: asText,
  copy: z.number().int().optional().catch(undefined),
  company: z.number().int().optional().catch(undefined),
})
