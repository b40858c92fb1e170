import type { Endpoint } from '../../shared/contract/endpoint.ts'
import { currentLanguage } from '../texts/language.ts'
import { offlineProblem, readProblem } from './api-problem.ts'
import { endpointUrl } from './call.ts'

type Upload<P, Q> = {
  params?: P
  query?: Q
  /** Parts of the form in order; the file last, so that the server knows what it is before it reads it. */
  parts: Record<string, string | Blob>
  /** Called with the share sent, 0 to 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/** Sends a multipart form to an endpoint, telling how far it is; a refusal is thrown as an `ApiProblem`. */
export function upload<P, Q, R>(endpoint: Endpoint<P, Q, undefined, R>, options: Upload<P, Q>): Promise<R> {
  const language = currentLanguage()
  const form = new FormData()
  for (const [name, part] of Object.entries(options.parts)) form.append(name, part)

  return new Promise<R>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, endpointUrl(endpoint, options))
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', language)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    })
    request.addEventListener('error', () => reject(offlineProblem(language)))
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    request.addEventListener('load', () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText) as R)
      else void readProblem(new Response(request.responseText, { status: request.status }), language).then(reject)
    })
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
