import type { Pool, PoolClient } from 'pg'
import type { z } from 'zod'
import { matchText } from '../../shared/catalogue/match-form.ts'
import type { addRole, changeRole, Role } from '../../shared/contract/role.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { suppliedRoles } from '../../shared/rights.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { keepAdministrator, takeTurnAtAccounts } from '../platform/auth/keep-administrator.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

type NewRole = z.infer<NonNullable<typeof addRole.body>>
type RoleChange = z.infer<NonNullable<typeof changeRole.body>>

const supplied = Object.keys(suppliedRoles)
/** Its rights are all there are, or nobody might be left who can give them back. */
const fixedRole = 'administrator'

const roles = (where: Sql): Sql => sql`
  select role.id, role.code, jsonb_build_object('fr', role.label_fr, 'en', role.label_en) as label, role.rights,
         role.requires_second_factor as "requiresSecondFactor", role.code = any(${supplied}::text[]) as "isSupplied",
         (select count(*) from app_user where app_user.role_id = role.id and app_user.is_active) as users
    from role
   where ${where}
   order by coalesce(array_position(${supplied}::text[], role.code), 1000), role.label_fr collate "fr-x-icu", role.id`

/** Every role: the supplied ones first, in their order. */
export const readRoles = (db: Queryable): Promise<Role[]> => rowsOf<Role>(db, roles(sql`true`))

async function readRole(db: Queryable, id: number): Promise<Role> {
  const role = await firstRow<Role>(db, roles(sql`role.id = ${id}`))
  if (!role) throw new RafaleError('not-found')
  return role
}

/** There is one more role; throws 'value-not-available' for a name that is taken. */
export function createRole(pool: Pool, actor: Actor, { label, rights, requiresSecondFactor }: NewRole): Promise<Role> {
  return inTransaction(pool, async (client) => {
    await takeTurnAtAccounts(client)
    await refuseTakenLabel(client, label, null)
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into role (code, label_fr, label_en, rights, requires_second_factor)
          values (${await freeCode(client, label.fr)}, ${label.fr}, ${label.en}, ${rights}, ${requiresSecondFactor})
          returning id`,
    )
    await writeAudit(client, { action: 'role-added', userId: actor.userId, detail: { role: id, label, rights } })
    return readRole(client, id)
  })
}

/** The role is as `change` says, for all its users at once. Throws 'role-fixed', 'last-administrator', 'not-found'. */
export function updateRole(pool: Pool, actor: Actor, id: number, change: RoleChange): Promise<Role> {
  return inTransaction(pool, async (client) => {
    await takeTurnAtAccounts(client)
    const before = await readRole(client, id)
    if (before.code === fixedRole && change.rights) throw fixed(actor, before)
    const { label = before.label, rights = before.rights } = change
    const requiresSecondFactor = change.requiresSecondFactor ?? before.requiresSecondFactor
    if (change.label) await refuseTakenLabel(client, label, id)
    await execute(
      client,
      sql`update role
             set label_fr = ${label.fr}, label_en = ${label.en}, rights = ${rights},
                 requires_second_factor = ${requiresSecondFactor}
           where id = ${id}`,
    )
    await keepAdministrator(client)
    const { label: oldLabel, rights: oldRights, requiresSecondFactor: oldFactor } = before
    await writeAudit(client, {
      action: 'role-changed',
      userId: actor.userId,
      detail: {
        role: id,
        old: { label: oldLabel, rights: oldRights, requiresSecondFactor: oldFactor },
        new: { label, rights, requiresSecondFactor },
      },
    })
    return readRole(client, id)
  })
}

/** The role is gone; throws 'role-fixed' for a supplied one, 'role-in-use' while anybody, active or not, has it. */
export function deleteRole(pool: Pool, actor: Actor, id: number): Promise<object> {
  return inTransaction(pool, async (client) => {
    await takeTurnAtAccounts(client)
    const role = await readRole(client, id)
    if (role.isSupplied) throw fixed(actor, role)
    const { users } = await onlyRow<{ users: number }>(
      client,
      sql`select count(*) as users from app_user where role_id = ${id}`,
    )
    if (users > 0) throw new RafaleError('role-in-use', { users })
    await execute(client, sql`delete from role where id = ${id}`)
    await writeAudit(client, { action: 'role-deleted', userId: actor.userId, detail: { role: id, label: role.label } })
    return {}
  })
}

const fixed = (actor: Actor, role: Role) => new RafaleError('role-fixed', { role: role.label[actor.language] })

async function refuseTakenLabel(client: PoolClient, label: Role['label'], but: number | null): Promise<void> {
  const taken = await firstRow(
    client,
    sql`select from role
         where id is distinct from ${but}::bigint
           and (match_text(label_fr) = match_text(${label.fr}) or match_text(label_en) = match_text(${label.en}))`,
  )
  if (taken) throw new RafaleError('value-not-available', { value: label.fr, field: 'label' }, 'label')
}

async function freeCode(client: PoolClient, label: string): Promise<string> {
  const stem =
    matchText(label)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'role'
  for (let number = 1; ; number++) {
    const code = number === 1 ? stem : `${stem}-${number}`
    // oxlint-disable-next-line no-await-in-loop -- seldom more than once
    if (!(await firstRow(client, sql`select from role where code = ${code}`))) return code
  }
}
