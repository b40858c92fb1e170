import { errorTable, type ErrorCode } from '../../shared/errors/error-table.ts'
import { errorText, type ErrorParams, type Language } from '../../shared/errors/rafale-error.ts'
import { frenchSpaces } from '../texts/french-spaces.ts'

/** One thing wrong with one field of what was sent; `field` is a catalogue key, `address.0.city` for an address. */
export type Fault = { field: string | null; code: string; message: string }

type ProblemDocument = {
  status?: number
  code?: string
  title?: string
  detail?: string
  params?: ErrorParams
  faults?: Fault[]
}

/** A refusal of the server (RFC 9457), or `offline` when it could not be reached; `message` is fit to show. */
export class ApiProblem extends Error {
  readonly code: ErrorCode | 'offline' | 'unknown'
  readonly status: number
  readonly faults: readonly Fault[]

  constructor(code: ApiProblem['code'], message: string, status = 0, faults: readonly Fault[] = []) {
    super(message)
    this.name = 'ApiProblem'
    this.code = code
    this.status = status
    this.faults = faults
  }
}

const isErrorCode = (code: string | undefined): code is ErrorCode => code !== undefined && code in errorTable

const offline: Record<Language, string> = {
  fr: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
  en: 'The server does not answer. Check your connection, then try again.',
}

/** The problem to show when no answer came. */
export function offlineProblem(language: Language): ApiProblem {
  return new ApiProblem('offline', offline[language])
}

/** The problem document of an answer as an `ApiProblem`, its texts in the language of the page. */
export async function readProblem(answer: Response, language: Language): Promise<ApiProblem> {
  const document = (await answer.json().catch(() => ({}))) as ProblemDocument
  const own = isErrorCode(document.code) && document.params ? errorText(document.code, document.params, language) : ''
  const text = document.detail ?? (own || document.title || `HTTP ${answer.status}`)
  const polish = (said: string) => (language === 'fr' ? frenchSpaces(said) : said)
  const faults = (document.faults ?? []).map((fault) => ({ ...fault, message: polish(fault.message) }))
  return new ApiProblem(isErrorCode(document.code) ? document.code : 'unknown', polish(text), answer.status, faults)
}
