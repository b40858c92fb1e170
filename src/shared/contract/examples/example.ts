import type { Endpoint } from '../endpoint.ts'

/**
 * What one call of an endpoint looks like: said in OpenAPI, and held against the endpoint's own schemas by a test. Kept
 * beside the contract and not in it, so that browsers do not load it.
 */
export type Example = {
  endpoint: string
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  /** A body as it is sent: what has a default may be left out. */
  body?: unknown
  result?: unknown
}

/** An example of an endpoint, its answer checked by the compiler. */
export const exampleOf = <P, Q, B, R>(
  { id }: Endpoint<P, Q, B, R>,
  given: Omit<Example, 'endpoint' | 'result'> & { result?: R },
): Example => ({ endpoint: id, ...given })
