/** One's own account: password, second factor, sessions, API keys, favourite users; and the links of invitations. */
import * as contract from '../../shared/contract/account.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { listKeys, listSessions, revokeKey } from '../accounts/access-of-account.ts'
import { mailPasswordLink } from '../accounts/invite-user.ts'
import { readLink } from '../platform/auth/one-time-link.ts'
import { makeSecret } from '../platform/auth/second-factor.ts'
import { addressSubject, takeAttempt } from '../platform/auth/throttle.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, sql } from '../platform/database/sql.ts'
import { implement, implementPublic, type Implementation } from '../platform/http/implement.ts'
import { startSession } from '../session/start-session.ts'
import { sessionState } from '../session/session-state.ts'
import { addKey } from './add-key.ts'
import { demandSession } from './demand-session.ts'
import { readFavourites, writeFavourites } from './favourites.ts'
import { changePassword, choosePassword } from './passwords.ts'
import { confirmFactor, dropFactor, factorState } from './second-factor.ts'

export const ownAccountRoutes: readonly Implementation[] = [
  implement(contract.listOwnSessions, ({ pool, actor }) => listSessions(pool, actor.userId, actor.sessionHash)),

  implement(contract.revokeOwnSession, async ({ pool, actor, params }) => {
    demandSession(actor)
    const ended = await execute(pool, sql`delete from session where id = ${params.id} and user_id = ${actor.userId}`)
    if (ended === 0) throw new RafaleError('not-found')
    await writeAudit(pool, { action: 'session-revoked', userId: actor.userId, detail: { user: actor.userId } })
    return {}
  }),

  implement(contract.changeOwnPassword, async ({ pool, actor, body, request }) => {
    await changePassword(pool, demandSession(actor), { ...body, address: request.ip })
    return {}
  }),

  implement(contract.listOwnKeys, ({ pool, actor }) => listKeys(pool, actor.userId)),
  implement(contract.addOwnKey, ({ pool, actor, body }) => addKey(pool, demandSession(actor), body)),

  implement(contract.revokeOwnKey, async ({ pool, actor, params }) => {
    demandSession(actor)
    if (!(await revokeKey(pool, actor.userId, params.key))) throw new RafaleError('not-found')
    await writeAudit(pool, { action: 'api-key-revoked', userId: actor.userId, detail: { key: params.key } })
    return {}
  }),

  implement(contract.getFavourites, ({ pool, actor }) => readFavourites(pool, actor.userId)),
  implement(contract.setFavourites, ({ pool, actor, body }) => writeFavourites(pool, actor.userId, body.users)),

  implement(contract.getSecondFactor, ({ pool, actor }) => factorState(pool, actor.userId)),
  implement(contract.startSecondFactor, async ({ actor }) => makeSecret(demandSession(actor).email)),
  implement(contract.confirmSecondFactor, (call) =>
    confirmFactor(call, demandSession(call.actor), { ...call.body, address: call.request.ip }),
  ),
  implement(contract.dropSecondFactor, (call) =>
    dropFactor(call, demandSession(call.actor), { ...call.body, address: call.request.ip }),
  ),

  implementPublic(contract.askPasswordLink, async (call) => {
    const { pool, body, request } = call
    const key = `link:${body.email.trim().toLowerCase()}`
    await takeAttempt(pool, [{ key, freeAttempts: 3 }, addressSubject(request.ip)])
    await mailPasswordLink(call, body.email, request.ip)
    return {}
  }),

  implementPublic(contract.readOneTimeLink, async ({ pool, body, request }) => {
    await takeAttempt(pool, [{ key: `token:${request.ip}`, freeAttempts: 60 }])
    const { kind, email, name, language } = await readLink(pool, body.token)
    return { kind, email, name, language }
  }),

  implementPublic(contract.spendOneTimeLink, async (call) => {
    const { userId, hasFactor } = await choosePassword(call.pool, call.body, call.request.ip)
    // A link proves the mailbox; it does not stand in for the second factor.
    return hasFactor ? sessionState(call, null) : startSession(call, userId)
  }),
]
