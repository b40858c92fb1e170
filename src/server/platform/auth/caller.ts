import type { Language } from '../../../shared/errors/rafale-error.ts'
import type { Right } from '../../../shared/rights.ts'

/** Who makes a request: the user of its session or API key, with the rights of his role. */
export type Caller = {
  userId: number
  email: string
  name: string
  language: Language
  /** Code of the role. */
  role: string
  rights: ReadonlySet<Right>
  /** His role demands a second factor that he has not set up. */
  isFactorMissing: boolean
  /** Whether he can prove himself by a password; who comes by single sign-on alone has none. */
  hasPassword: boolean
  /** Hash of the session's token; null for an API key. */
  sessionHash: Buffer | null
  /** The session was moved on, so its cookie is to be sent again. */
  isCookieStale: boolean
}
