import type { RecordAccess } from '../../../shared/contract/access.contract.ts'
import type { ListEntity } from '../../../shared/contract/record.contract.ts'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { firstRow, sql, type Queryable } from '../../platform/database/sql.ts'
import { tableOf } from '../entity-table.ts'
import { isVisible } from '../visibility.ts'

/** Who sees a record; throws 'not-found' when the actor does not, or there is none. */
export async function readAccess(db: Queryable, actor: Actor, entity: ListEntity, id: number): Promise<RecordAccess> {
  const access = await findAccess(db, actor, entity, id)
  if (!access) throw new RafaleError('not-found')
  return access
}

/** The same, undefined when the actor does not see it. */
export function findAccess(
  db: Queryable,
  actor: Actor,
  entity: ListEntity,
  id: number,
): Promise<RecordAccess | undefined> {
  const isCompanyRestricted =
    entity === 'contact'
      ? sql`(select owner.is_restricted from company as owner where owner.id = r.company_id)`
      : sql`false`
  return firstRow<RecordAccess>(
    db,
    sql`select r.is_restricted as "isRestricted", granted.users, granted.entities as "billingEntities",
               ${isCompanyRestricted} as "isCompanyRestricted",
               md5(concat_ws('/', r.is_restricted, granted.users, granted.entities)) as stamp
          from ${tableOf(entity)} as r
          cross join lateral (
            select coalesce(array_agg(g.user_id order by g.user_id) filter (where g.user_id is not null), '{}') as users,
                   coalesce(array_agg(g.billing_entity_id order by g.billing_entity_id)
                              filter (where g.billing_entity_id is not null), '{}') as entities
              from access_grant as g where g.record_id = r.id) as granted
         where r.id = ${id} and ${isVisible(entity, 'r', actor)}`,
  )
}
