import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionState } from '../../shared/contract/session.contract.ts'
import { loadCaller } from '../platform/auth/load-caller.ts'
import { openSession, type SessionOrigin } from '../platform/auth/session.ts'
import type { Services } from '../platform/services.ts'
import { setSessionCookie } from '../platform/http/session-cookie.ts'
import { sessionState } from './session-state.ts'

/** From where a request comes, for a user to recognise his sessions. */
export const originOf = (request: FastifyRequest): SessionOrigin => ({
  address: request.ip,
  userAgent: request.headers['user-agent'],
})

/** The browser that is being answered is signed in as the user, in a new session. */
export async function startSession(
  call: Services & { reply: FastifyReply; request: FastifyRequest },
  userId: number,
  by: { isBySignOn?: boolean } = {},
): Promise<SessionState> {
  const token = await openSession(call.pool, userId, { ...originOf(call.request), ...by })
  setSessionCookie(call.reply, call.config, token)
  return sessionState(call, await loadCaller(call.pool, { sessionToken: token }))
}
