import { errorTable, type ErrorCode } from './error-table.ts'

export type Language = 'fr' | 'en'
export type ErrorParams = Record<string, string | number>

/** A refusal with a code of the error table; `field` names the catalogue field at fault, when there is one. */
export class RafaleError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly field: string | undefined

  constructor(code: ErrorCode, params: ErrorParams = {}, field?: string) {
    super(`${code}: ${errorText(code, params, 'en')}`)
    this.name = 'RafaleError'
    this.code = code
    this.params = params
    this.field = field
  }

  get status(): number {
    return errorTable[this.code].status
  }

  /** What it says to a user of that language. */
  textIn(language: Language): string {
    return errorText(this.code, this.params, language)
  }

  /** What its problem document holds beside the usual members. */
  membersIn(_language: Language): Record<string, unknown> {
    return {}
  }
}

/** The text of an error in a language, its parameters filled in. */
export function errorText(code: ErrorCode, params: ErrorParams, language: Language): string {
  return fillText(errorTable[code][language], params)
}

/** `{name}` replaced by the parameter of that name; one without a value is left as it stands. */
export function fillText(text: string, params: ErrorParams): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
