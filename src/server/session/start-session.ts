import type { FastifyReply } from 'fastify'
import type { SessionState } from '../../shared/contract/session.contract.ts'
import { loadCaller } from '../platform/auth/load-caller.ts'
import { openSession } from '../platform/auth/session.ts'
import type { Services } from '../platform/services.ts'
import { setSessionCookie } from '../platform/http/session-cookie.ts'
import { sessionState } from './session-state.ts'

/** The browser that is being answered is signed in as the user, in a new session. */
export async function startSession(call: Services & { reply: FastifyReply }, userId: number): Promise<SessionState> {
  const token = await openSession(call.pool, userId)
  setSessionCookie(call.reply, call.config, token)
  return sessionState(call, await loadCaller(call.pool, { sessionToken: token }))
}
