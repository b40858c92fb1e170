import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** How long the change log tells what was done to each record; what is older can no longer be undone or restored. */
export const logRetention = z.object({
  /** Null: for ever. */
  days: z.int().nullable(),
  /** Change sets whose details are gone, and those that go in the next night. */
  forgotten: z.int(),
  toForget: z.int(),
  /** Restore points that cannot be gone back to, then. */
  lostPoints: z.int(),
  /** When the oldest change set was made whose details are there. */
  oldest: z.string().nullable(),
})
export type LogRetention = z.infer<typeof logRetention>

const days = z.int().min(30).max(36_500)

export const getLogRetention = endpoint({
  id: 'getLogRetention',
  method: 'GET',
  path: '/api/v1/log-retention',
  summary: 'The retention of the change log and what it leaves; or what another one, in days, would leave',
  right: 'administration',
  query: z.object({ days: z.coerce.number().pipe(days).optional() }),
  result: logRetention,
})

export const setLogRetention = endpoint({
  id: 'setLogRetention',
  method: 'PATCH',
  path: '/api/v1/log-retention',
  summary: 'Keep the details of the change log for so many days, or for ever',
  right: 'administration',
  body: z.object({ days: days.nullable() }),
  result: logRetention,
})
