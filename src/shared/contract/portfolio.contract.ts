import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** Portfolio transfer (CO-11): what one user looks after is looked after by another, in one act that can be undone. */
export const portfolioParts = ['accountManager', 'telemarketer', 'salesPerson', 'assignedTo'] as const

const people = { from: z.int().positive(), to: z.int().positive() }

export const portfolioPreview = z.object({
  /** Records that would change hands, by part: companies, and contacts for `assignedTo`. */
  parts: z.record(z.enum(portfolioParts), z.int()),
  /** Records that would be written for the parts asked for, one that changes in two of them once. */
  records: z.int(),
})
export type PortfolioPreview = z.infer<typeof portfolioPreview>

const parts = z.array(z.enum(portfolioParts)).min(1)

export const previewTransfer = endpoint({
  id: 'previewTransfer',
  method: 'POST',
  path: '/api/v1/portfolio-transfers/preview',
  summary: 'How many records a transfer from one user to another would change, as far as one sees them',
  right: 'journal.validate',
  body: z.object({ ...people, parts }),
  result: portfolioPreview,
  errors: ['transfer-users', 'edit-refused'],
})

export const startTransfer = endpoint({
  id: 'startTransfer',
  method: 'POST',
  path: '/api/v1/portfolio-transfers',
  summary: 'Hand a portfolio over, all or nothing, as a job; `confirm` is the number of records previewed',
  right: 'journal.validate',
  body: z.object({ ...people, parts, confirm: z.int().min(1) }),
  result: z.object({ job: z.int() }),
  errors: ['transfer-users'],
})
