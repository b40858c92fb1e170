import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** The rules of an installation for bulk update journals (BU-8). */
export const journalRules = z.object({
  /** Whoever prepared a journal may not validate it himself. */
  areFourEyes: z.boolean(),
})
export type JournalRules = z.infer<typeof journalRules>

export const getJournalRules = endpoint({
  id: 'getJournalRules',
  method: 'GET',
  path: '/api/v1/journal-rules',
  summary: 'The rules of this installation for journals',
  right: 'signed-in',
  result: journalRules,
})

export const setJournalRules = endpoint({
  id: 'setJournalRules',
  method: 'PATCH',
  path: '/api/v1/journal-rules',
  summary: 'Change the rules for journals',
  right: 'administration',
  body: journalRules,
  result: journalRules,
})
