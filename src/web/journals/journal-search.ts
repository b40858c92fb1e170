import { z } from 'zod'
import { journalStates } from '../../shared/contract/journal.contract.ts'
import { filter, listEntity } from '../../shared/contract/record.contract.ts'

/** What the address of the list of journals holds. */
export const journalListSearch = z.object({
  q: z.string().optional().catch(undefined),
  state: z.enum(journalStates).optional().catch(undefined),
})

/** What the address of a new journal holds: where it is asked for from. */
export const newJournalSearch = z.object({
  entity: listEntity.optional().catch(undefined),
  field: z.string().optional().catch(undefined),
  /** The record it is asked for from, which the journal offers to add. */
  record: z.number().int().optional().catch(undefined),
})

/** What the address of a journal holds: what the list on the left shows, and the record that is offered. */
export const journalSearch = z.object({
  q: z.string().optional().catch(undefined),
  filter: filter.optional().catch(undefined),
  /** The left list: everything though there is no criterion, or the journal’s own targets. */
  show: z.enum(['all', 'targets']).optional().catch(undefined),
  record: z.number().int().optional().catch(undefined),
})
export type JournalSearch = z.infer<typeof journalSearch>
