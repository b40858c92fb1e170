import type { Account } from '../../shared/contract/account.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { firstRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'

const accounts = (where: Sql): Sql => sql`
  select u.id, u.email, u.name, u.language, u.role_id as "roleId",
         array(select entity.billing_entity_id from user_billing_entity as entity
                where entity.user_id = u.id order by 1) as "billingEntityIds",
         case when not u.is_active then 'inactive'
              when u.password_hash is null and u.oidc_subject is null then 'invited'
              else 'active' end as state,
         u.totp_secret is not null as "hasSecondFactor", u.oidc_subject is not null as "isLinked",
         u.signed_in_at as "signedInAt", u.created_at as "createdAt"
    from app_user as u
   where ${where}
   order by u.is_active desc, u.name collate "fr-x-icu", u.id`

/** Every account of staff, the inactive ones last. */
export const listAccounts = (db: Queryable): Promise<Account[]> => rowsOf<Account>(db, accounts(sql`true`))

/** One account; throws 'not-found'. */
export async function readAccount(db: Queryable, id: number): Promise<Account> {
  const account = await firstRow<Account>(db, accounts(sql`u.id = ${id}`))
  if (!account) throw new RafaleError('not-found')
  return account
}
