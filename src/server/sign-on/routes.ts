/** Single sign-on: an administrator sets it up; a browser leaves for the provider and comes back with its answer. */
import * as contract from '../../shared/contract/sign-on.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { addressSubject, forgetAttempts, takeAttempt } from '../platform/auth/throttle.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { implement, implementPublic, type Implementation } from '../platform/http/implement.ts'
import { clearAttemptCookie, readAttemptCookie, setAttemptCookie } from '../platform/http/attempt-cookie.ts'
import { startSession } from '../session/start-session.ts'
import { findSignedOn } from './find-signed-on.ts'
import { comeBack, leaveFor } from './provider.ts'
import { changeSignOn, forgetSignOn, openSignOn, redirectUri, signOnState } from './sign-on-settings.ts'

export const signOnRoutes: readonly Implementation[] = [
  implement(contract.getSignOn, (call) => signOnState(call)),
  implement(contract.saveSignOn, (call) => changeSignOn(call, call.actor, call.body)),
  implement(contract.deleteSignOn, (call) => forgetSignOn(call, call.actor)),

  implementPublic(contract.startSignOn, async (call) => {
    const signOn = await openSignOn(call)
    if (!signOn) throw new RafaleError('not-found')
    const { url, attempt } = await leaveFor(signOn, await redirectUri(call))
    setAttemptCookie(call.reply, call.config, JSON.stringify(attempt))
    return { url }
  }),

  implementPublic(contract.finishSignOn, async (call) => {
    const { pool, body, config, request, reply } = call
    const signOn = await openSignOn(call)
    if (!signOn) throw new RafaleError('not-found')
    await takeAttempt(pool, [addressSubject(request.ip)])
    const kept = readAttemptCookie(request)
    clearAttemptCookie(reply, config)
    if (!kept) throw new RafaleError('sign-on-failed', { detail: 'state' })
    const cameTo = new URL(await redirectUri(call))
    cameTo.search = body.answer
    const userId = await findSignedOn(pool, await comeBack(signOn, cameTo, JSON.parse(kept)))
    await forgetAttempts(pool, [addressSubject(request.ip)])
    await writeAudit(pool, { action: 'sign-in', userId, detail: { address: request.ip, by: signOn.label } })
    return startSession(call, userId, { isBySignOn: true })
  }),
]
