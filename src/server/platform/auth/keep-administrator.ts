import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { locks } from '../database/locks.ts'
import { execute, firstRow, sql, type Queryable } from '../database/sql.ts'

/** Changes of users and roles come one at a time, so that two of them cannot each take away one of the last two administrators. */
export const takeTurnAtAccounts = (client: Queryable): Promise<number> =>
  execute(client, sql`select pg_advisory_xact_lock(${locks.accounts})`)

/** Throws 'last-administrator', which takes the transaction back, unless one is left who is active and can sign in. */
export async function keepAdministrator(client: Queryable): Promise<void> {
  const left = await firstRow(
    client,
    sql`select from app_user join role on role.id = app_user.role_id
         where app_user.is_active and 'administration' = any(role.rights)
           and (app_user.password_hash is not null or app_user.oidc_subject is not null)
         limit 1`,
  )
  if (!left) throw new RafaleError('last-administrator')
}
