/** What is decided on a check beside corrections and skips, and what a deletion leaves. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const params = z.object({ id: z.coerce.number().int().positive() })

export const chooseImportRecord = endpoint({
  id: 'chooseImportRecord',
  method: 'POST',
  path: '/api/v1/imports/:id/choices',
  summary: 'Say which record a row updates, a likely duplicate for one; null takes it back. To be checked again',
  right: 'import.run',
  params,
  body: z.object({ row: z.int().min(1), record: z.int().nullable() }),
  result: z.object({}),
  errors: ['not-found', 'import-state'],
})

export const acceptImportProblems = endpoint({
  id: 'acceptImportProblems',
  method: 'POST',
  path: '/api/v1/imports/:id/acceptances',
  summary: 'Accept a kind of yellow problem, or no longer: its rows are not among those to look at',
  right: 'import.run',
  params,
  body: z.object({ code: z.string().max(60), columnIndex: z.int().min(0).nullable(), isAccepted: z.boolean() }),
  result: z.object({ toCheck: z.int() }),
  errors: ['not-found', 'import-state'],
})

export const listBlockedDeletions = endpoint({
  id: 'listBlockedDeletions',
  method: 'GET',
  path: '/api/v1/imports/:id/blocked-deletions',
  summary: 'Update with deletion: records that no row names and that cannot go, with the reason, 100 a page',
  right: 'import.run',
  params,
  query: z.object({ after: z.coerce.number().int().optional() }),
  result: z.object({
    records: z.array(z.object({ id: z.int(), label: z.string(), reason: z.string() })),
    next: z.int().nullable(),
  }),
  errors: ['not-found', 'import-state'],
})
