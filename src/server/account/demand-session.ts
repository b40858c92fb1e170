import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Caller } from '../platform/auth/caller.ts'

/** The caller, who is signed in with a browser; throws 'session-needed' for an API key, which must not make itself others. */
export function demandSession(caller: Caller): Caller {
  if (!caller.sessionHash) throw new RafaleError('session-needed')
  return caller
}
