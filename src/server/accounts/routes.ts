/** Accounts of staff for administrators: who there is, invitations, roles, sessions, keys, and the audit log. */
import {
  changeAccount as changeContract,
  getAccountAccess,
  inviteUser as inviteContract,
  listAccounts as listContract,
  removeSecondFactor as removeFactorContract,
  revokeAccountKey,
  revokeAccountSessions,
  sendAccountLink as linkContract,
} from '../../shared/contract/account.contract.ts'
import { listAuditEvents as auditContract } from '../../shared/contract/audit.contract.ts'
import { addRole, changeRole, deleteRole as deleteContract, listRoles } from '../../shared/contract/role.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { closeSessions } from '../platform/auth/session.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { listKeys, listSessions, revokeKey } from './access-of-account.ts'
import { changeAccount } from './change-account.ts'
import { inviteUser, sendAccountLink } from './invite-user.ts'
import { listAuditEvents } from './list-audit-events.ts'
import { listAccounts, readAccount } from './read-accounts.ts'
import { removeSecondFactor } from './remove-second-factor.ts'
import { createRole, deleteRole, readRoles, updateRole } from './roles.ts'

export const accountRoutes: readonly Implementation[] = [
  implement(listContract, ({ pool }) => listAccounts(pool)),
  implement(inviteContract, (call) => inviteUser(call, call.actor, call.body)),
  implement(changeContract, ({ pool, actor, params, body }) => changeAccount(pool, actor, params.id, body)),
  implement(linkContract, (call) => sendAccountLink(call, call.actor, call.params.id)),

  implement(removeFactorContract, (call) => removeSecondFactor(call, call.actor, call.params.id)),

  implement(getAccountAccess, async ({ pool, actor, params }) => {
    await readAccount(pool, params.id)
    return {
      sessions: await listSessions(pool, params.id, actor.sessionHash),
      apiKeys: await listKeys(pool, params.id),
    }
  }),

  implement(revokeAccountSessions, async ({ pool, actor, params }) => {
    const { email } = await readAccount(pool, params.id)
    const revoked = await closeSessions(pool, params.id, actor.sessionHash)
    const detail = { user: params.id, email, revoked }
    await writeAudit(pool, { action: 'session-revoked', userId: actor.userId, detail })
    return { revoked }
  }),

  implement(revokeAccountKey, async ({ pool, actor, params }) => {
    if (!(await revokeKey(pool, params.id, params.key))) throw new RafaleError('not-found')
    await writeAudit(pool, { action: 'api-key-revoked', userId: actor.userId, detail: { ...params } })
    return {}
  }),

  implement(listRoles, ({ pool }) => readRoles(pool)),
  implement(addRole, ({ pool, actor, body }) => createRole(pool, actor, body)),
  implement(changeRole, ({ pool, actor, params, body }) => updateRole(pool, actor, params.id, body)),
  implement(deleteContract, ({ pool, actor, params }) => deleteRole(pool, actor, params.id)),

  implement(auditContract, ({ pool, actor, config, query }) => listAuditEvents(pool, actor, config.timezone, query)),
]
