import type { z } from 'zod'
import type { ErrorCode } from '../errors/error-table.ts'
import type { Right } from '../rights.ts'

/** Who may call: anybody, whoever is signed in, or whoever holds a right. */
export type Gate = 'public' | 'signed-in' | Right

/** One endpoint of the REST API as a value: server, web, command line and OpenAPI read it. */
export type Endpoint<P = unknown, Q = unknown, B = unknown, R = unknown> = {
  id: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: `/api/v1/${string}`
  summary: string
  right: Gate
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  /** A JSON body; `multipart` and `file` say that bytes go in or come out. */
  body?: z.ZodType<B>
  /** Open to who still has to set up the second factor that his role demands. */
  isOpenWithoutFactor?: true
  consumes?: 'multipart'
  /** The parts of a multipart body, its file among them. */
  form?: z.ZodType
  produces?: 'file' | 'events'
  result: z.ZodType<R>
  errors?: readonly ErrorCode[]
}

/** Declares an endpoint, its types taken from its schemas. */
export function endpoint<P = undefined, Q = undefined, B = undefined, R = undefined>(
  value: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return value
}
