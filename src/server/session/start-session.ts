import type { FastifyReply } from 'fastify'
import type { SessionState } from '../../shared/contract/session.contract.ts'
import { loadCaller } from '../platform/auth/load-caller.ts'
import { openSession } from '../platform/auth/session.ts'
import type { App } from '../platform/http/app.ts'
import { setSessionCookie } from '../platform/http/session-cookie.ts'
import { sessionState } from './session-state.ts'

/** The browser that is being answered is signed in as the user, in a new session. */
export async function startSession(app: App & { reply: FastifyReply }, userId: number): Promise<SessionState> {
  const token = await openSession(app.pool, userId)
  setSessionCookie(app.reply, app.config, token)
  return sessionState(app, await loadCaller(app.pool, { sessionToken: token }))
}
