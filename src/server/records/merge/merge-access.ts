import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { writeAudit } from '../../platform/auth/write-audit.ts'
import { execute, firstRow, rowsOf, sql, type Queryable, type Sql } from '../../platform/database/sql.ts'
import { tableOf } from '../entity-table.ts'
import { isVisible } from '../visibility.ts'
import { allIds, mergedIds, type Merge } from './merge-request.ts'

/** An access list: null for everybody. */
export type Access = { users: number[]; billingEntities: number[] } | null

/** The grants that every restricted one of the records has. */
const common = (merge: Merge): Sql => sql`
  with closed as (
    select r.id from ${tableOf(merge.entity)} as r where r.id = any(${allIds(merge)}::bigint[]) and r.is_restricted
  )
  select g.user_id, g.billing_entity_id
    from access_grant as g join closed on closed.id = g.record_id
   group by g.user_id, g.billing_entity_id
  having count(*) = (select count(*) from closed)`

/** Whether the survivor will be seen by fewer people than now. */
export async function becomesRestricted(db: Queryable, merge: Merge): Promise<boolean> {
  if (!merge.others.some(({ isRestricted }) => isRestricted)) return false
  const row = await firstRow<{ narrower: boolean }>(
    db,
    sql`select not r.is_restricted or (
          select count(*) from access_grant as g where g.record_id = r.id) > (select count(*) from (${common(merge)}) as kept) as narrower
          from ${tableOf(merge.entity)} as r where r.id = ${merge.survivor.id}`,
  )
  return row?.narrower ?? false
}

/**
 * Nobody sees more than before: where one of the records was restricted, the survivor is open only to whom all the
 * restricted ones were open; what it was before and became. Undefined when nothing changes. Throws 'merge-access' when
 * that is nobody, or no longer the actor.
 */
export async function mergeAccess(
  client: Queryable,
  actor: Actor,
  merge: Merge,
): Promise<{ before: Access; after: Access } | undefined> {
  if (!merge.others.some(({ isRestricted }) => isRestricted)) return undefined
  const { entity, survivor } = merge
  const before = await accessOf(client, entity, survivor.id)
  const kept = await rowsOf<{ user_id: number | null; billing_entity_id: number | null }>(client, common(merge))
  const after = {
    users: kept.flatMap(({ user_id }) => (user_id === null ? [] : [user_id])),
    billingEntities: kept.flatMap((one) => (one.billing_entity_id === null ? [] : [one.billing_entity_id])),
  }
  await writeAccess(client, { entity, id: survivor.id, access: after })
  const seen = await firstRow(
    client,
    sql`select from ${tableOf(entity)} as r where r.id = ${survivor.id} and ${isVisible(entity, 'r', actor)}`,
  )
  if (kept.length === 0 || !seen) throw new RafaleError('merge-access')
  await writeAudit(client, {
    action: 'access-changed',
    userId: actor.userId,
    detail: { entity, record: survivor.id, merged: mergedIds(merge), old: before, new: after },
  })
  return { before, after }
}

/** The access list of a record as it is. */
export async function accessOf(db: Queryable, entity: Merge['entity'], id: number): Promise<Access> {
  const row = await firstRow<{ isRestricted: boolean; users: number[]; billingEntities: number[] }>(
    db,
    sql`select r.is_restricted as "isRestricted",
               array(select g.user_id from access_grant as g where g.record_id = r.id and g.user_id is not null) as users,
               array(select g.billing_entity_id from access_grant as g where g.record_id = r.id and g.billing_entity_id is not null) as "billingEntities"
          from ${tableOf(entity)} as r where r.id = ${id}`,
  )
  return row?.isRestricted ? { users: row.users, billingEntities: row.billingEntities } : null
}

/** The record is open to an access list, or to everybody. */
export async function writeAccess(
  client: Queryable,
  { entity, id, access }: { entity: Merge['entity']; id: number; access: Access },
): Promise<void> {
  await execute(client, sql`update ${tableOf(entity)} set is_restricted = ${access !== null} where id = ${id}`)
  await execute(client, sql`delete from access_grant where record_id = ${id}`)
  await execute(
    client,
    sql`insert into access_grant (record_id, user_id, billing_entity_id)
        select ${id}::bigint, one, null::bigint from unnest(${access?.users ?? []}::bigint[]) as one
        union all select ${id}::bigint, null, one from unnest(${access?.billingEntities ?? []}::bigint[]) as one`,
  )
}
