import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { currentLanguage } from '../texts/language.ts'
import { offlineProblem, readProblem } from './api-problem.ts'

type Part<Name extends string, T> = [T] extends [undefined] ? { [N in Name]?: undefined } : { [N in Name]: T }
type OptionalQuery<Q> = [Q] extends [undefined]
  ? { query?: undefined }
  : object extends Q
    ? { query?: Q }
    : { query: Q }

/** What a call of an endpoint is given: its path parameters, query and body, as its schemas say. */
export type CallOptions<P, Q, B> = Part<'params', P> & OptionalQuery<Q> & Part<'body', B> & { signal?: AbortSignal }

type Loose = { params?: unknown; query?: unknown; body?: unknown; signal?: AbortSignal }

/** A query value as text; a filter travels as JSON, ids with commas between them. */
const asText = (value: unknown) =>
  typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value)

/** The address of an endpoint, its path parameters and query filled in. */
export function endpointUrl(endpoint: { path: string }, { params, query }: Loose = {}): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(asText((params as Record<string, unknown> | undefined)?.[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, asText(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const language = currentLanguage()
  const headers = { accept: 'application/json', 'accept-language': language, ...(init.headers as object) }
  let answer: Response
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init, headers })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw offlineProblem(language)
  }
  if (!answer.ok) throw await readProblem(answer, language)
  return answer
}

/**
 * Calls an endpoint of the contract and gives its result; a refusal is thrown as an `ApiProblem`.
 * @example const { rows } = await call(listRecords, { params: { entity: 'company' }, query: { limit: 100 } })
 */
export async function call<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  ...[options]: [P, Q, B] extends [undefined, undefined, undefined]
    ? [CallOptions<P, Q, B>?]
    : object extends CallOptions<P, Q, B>
      ? [CallOptions<P, Q, B>?]
      : [CallOptions<P, Q, B>]
): Promise<R> {
  const loose = (options ?? {}) as Loose
  const answer = await send(endpointUrl(endpoint, loose), {
    method: endpoint.method,
    ...(loose.signal ? { signal: loose.signal } : {}),
    ...(loose.body === undefined
      ? {}
      : { body: JSON.stringify(loose.body), headers: { 'content-type': 'application/json' } }),
  })
  return answer.status === 204 ? (undefined as R) : ((await answer.json()) as R)
}
