import { STATUS_CODES } from 'node:http'
import type { ErrorCode } from '../../../shared/errors/error-table.ts'
import { RafaleError, type ErrorParams, type Language } from '../../../shared/errors/rafale-error.ts'

/** A problem document (RFC 9457) with our code and its parameters; an error may add members of its own. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  params: ErrorParams
  instance: string
  [member: string]: unknown
}

/** The document that tells an error at an address (`instance`), in a language. */
export function problemOf(error: RafaleError, instance: string, language: Language): Problem {
  return {
    type: `urn:rafale:error:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.textIn(language),
    code: error.code,
    params: error.params,
    ...(error.field === undefined ? {} : { field: error.field }),
    instance,
    ...error.membersIn(language),
  }
}
