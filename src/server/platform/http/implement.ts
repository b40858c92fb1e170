import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import type { Endpoint } from '../../../shared/contract/endpoint.ts'
import type { Caller } from '../auth/caller.ts'
import type { Services } from '../services.ts'

/** One request as a handler sees it: what it brings, parsed; `actor` holds the right that the endpoint asks for. */
export type Call<P = unknown, Q = unknown, B = unknown, A extends Caller | null = Caller> = Services & {
  params: P
  query: Q
  body: B
  actor: A
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Bytes as an answer; `fileName` makes the browser save them, `isImmutable` keep them, for itself alone, as what is at this
 * address for ever. The stream is destroyed when the client goes away.
 */
export type StreamAnswer = { type: string; stream: Readable; fileName?: string; isImmutable?: boolean }

// oxlint-disable-next-line typescript/no-explicit-any -- endpoints of every shape in one list
export type AnyEndpoint = Endpoint<any, any, any, any>

/** An endpoint with what answers it. */
export type Implementation = {
  endpoint: AnyEndpoint
  // oxlint-disable-next-line typescript/no-explicit-any -- each handler is checked against its endpoint by `implement`
  handle: (call: Call<any, any, any, any>) => Promise<unknown>
}

/**
 * An endpoint for whoever is signed in and holds its right; that is checked before the handler and before the body is read.
 * @example implement(getUsers, ({ pool }) => listUsers(pool))
 */
export function implement<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: Call<P, Q, B>) => Promise<R>,
): Implementation {
  if (endpoint.right === 'public' || endpoint.produces) throw new Error(`${endpoint.id} is not for implement`)
  return { endpoint, handle }
}

/** An endpoint for anybody: `actor` is null for who is not signed in. */
export function implementPublic<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: Call<P, Q, B, Caller | null>) => Promise<R>,
): Implementation {
  if (endpoint.right !== 'public') throw new Error(`${endpoint.id} is not public`)
  return { endpoint, handle }
}

/** An endpoint that answers with a file or with events. */
export function implementStream<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: Call<P, Q, B>) => Promise<StreamAnswer>,
): Implementation {
  if (endpoint.right === 'public' || !endpoint.produces) throw new Error(`${endpoint.id} does not stream`)
  return { endpoint, handle }
}
