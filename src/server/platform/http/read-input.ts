import type { z } from 'zod'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'

/** What a schema makes of a part of a request; throws 'invalid-request' that names every fault. */
export function readInput(schema: z.ZodType | undefined, given: unknown, part: 'path' | 'query' | 'body'): unknown {
  if (!schema) return undefined
  if (!isStorable(given)) throw new RafaleError('invalid-request', { detail: `${part}: characters that are none` })
  const parsed = schema.safeParse(given ?? {})
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${[part, ...issue.path.map(String)].join('.')}: ${issue.message}`)
  throw new RafaleError('invalid-request', { detail: faults.slice(0, 10).join('; ') })
}

/** Whether no text in it holds a NUL or half a surrogate pair, which PostgreSQL refuses. */
function isStorable(given: unknown): boolean {
  if (typeof given === 'string') return !unstorable.test(given)
  if (typeof given !== 'object' || given === null) return true
  return Object.entries(given).every(([key, value]) => isStorable(key) && isStorable(value))
}

const unstorable = /\0|\p{Surrogate}/u
