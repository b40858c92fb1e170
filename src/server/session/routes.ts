/** Setting up, signing in and out: who one is, for the web application and for programs that keep a cookie. */
import { getSession, setUp, signIn, signOut, updateMe } from '../../shared/contract/session.contract.ts'
import { checkPassword } from '../platform/auth/check-password.ts'
import { closeSession } from '../platform/auth/session.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { implement, implementPublic, type Implementation } from '../platform/http/implement.ts'
import { clearSessionCookie } from '../platform/http/session-cookie.ts'
import { sessionState, signedInUser } from './session-state.ts'
import { setUp as createAdministrator } from './set-up.ts'
import { startSession } from './start-session.ts'

export const sessionRoutes: readonly Implementation[] = [
  implementPublic(getSession, (call) => sessionState(call, call.actor)),

  implementPublic(setUp, async (call) =>
    startSession(call, await createAdministrator(call.pool, call.body, call.request.ip)),
  ),

  implementPublic(signIn, async (call) => {
    const { pool, body, request } = call
    const userId = await checkPassword(call, { ...body, address: request.ip })
    await writeAudit(pool, { action: 'sign-in', userId, detail: { address: request.ip } })
    return startSession(call, userId)
  }),

  implement(signOut, async ({ pool, actor, config, reply }) => {
    if (actor.sessionHash) await closeSession(pool, actor.sessionHash)
    await writeAudit(pool, { action: 'sign-out', userId: actor.userId })
    clearSessionCookie(reply, config)
    return {}
  }),

  implement(updateMe, async ({ pool, actor, body }) => {
    const { language = actor.language, name = actor.name } = body
    await execute(pool, sql`update app_user set language = ${language}, name = ${name} where id = ${actor.userId}`)
    return signedInUser({ ...actor, language, name })
  }),
]
