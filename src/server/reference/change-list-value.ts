import type { Pool, PoolClient } from 'pg'
import type { z } from 'zod'
import type {
  changeListValue as contract,
  ListValue,
  orderListValues,
} from '../../shared/contract/reference.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { execute, firstRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { findListValue } from './read-lists.ts'

type Change = z.infer<NonNullable<typeof contract.body>>
type Order = z.infer<NonNullable<typeof orderListValues.body>>

/**
 * The value is as `change` says, wherever it is held; an archived one is offered no more. Throws 'not-found',
 * 'list-value-exists' for a name or code that is taken, 'list-value-cycle' when it would be under itself.
 */
export function changeListValue(pool: Pool, actor: Actor, id: number, change: Change): Promise<ListValue> {
  return inTransaction(pool, async (client) => {
    const { list } = await findListValue(client, id)
    await lockList(client, list)
    const before = await findListValue(client, id)
    const after = { ...before, ...change }
    await refuseTaken(client, after)
    if (change.parentId !== undefined && change.parentId !== null) await refuseCycle(client, before, change.parentId)
    await execute(
      client,
      sql`update list_value
             set code = ${after.code}, label_fr = ${after.label.fr}, label_en = ${after.label.en},
                 parent_id = ${after.parentId}, is_archived = ${after.isArchived}
           where id = ${id}`,
    )
    await writeAudit(client, {
      action: 'list-value-changed',
      userId: actor.userId,
      detail: { id, list, name: before.label.fr, ...change },
    })
    await execute(client, sql`select pg_notify('list_value', ${list})`)
    return findListValue(client, id)
  })
}

/** The values named stand in that order among themselves; others of the list keep their place. */
export function orderValues(pool: Pool, actor: Actor, { list, ids }: Order): Promise<object> {
  return inTransaction(pool, async (client) => {
    await lockList(client, list)
    await execute(
      client,
      sql`with wanted as (
            select one.id, row_number() over (order by one.place) as rank
              from unnest(${ids}::bigint[]) with ordinality as one (id, place)
              join list_value as v on v.id = one.id and v.list = ${list}),
          free as (
            select v.position, row_number() over (order by v.position, v.id) as rank
              from list_value as v join wanted on wanted.id = v.id)
          update list_value
             set position = free.position + free.rank::integer
            from wanted join free using (rank)
           where list_value.id = wanted.id`,
    )
    await writeAudit(client, { action: 'list-value-changed', userId: actor.userId, detail: { list, order: ids } })
    await execute(client, sql`select pg_notify('list_value', ${list})`)
    return {}
  })
}

const lockList = (client: PoolClient, list: string) =>
  execute(client, sql`select pg_advisory_xact_lock(hashtext('list_value'), hashtext(${list}))`)

/** A code is unique in its list, or country; a name beside its siblings. */
async function refuseTaken(client: PoolClient, value: ListValue): Promise<void> {
  const { id, list, country, code, label, parentId } = value
  const taken = await firstRow(
    client,
    sql`select from list_value
         where list = ${list} and country is not distinct from ${country} and id <> ${id}
           and (lower(code) = lower(${code})
                or parent_id is not distinct from ${parentId}::bigint and not is_archived
                   and (match_text(label_fr) = match_text(${label.fr}) or match_text(label_en) = match_text(${label.en})))`,
  )
  if (taken) throw new RafaleError('list-value-exists', { value: label.fr }, 'label')
}

async function refuseCycle(client: PoolClient, { id, list }: ListValue, parentId: number): Promise<void> {
  const parent = await findListValue(client, parentId)
  const isUnder = await firstRow(
    client,
    sql`with recursive above as (
          select v.id, v.parent_id from list_value as v where v.id = ${parentId}
          union
          select v.id, v.parent_id from list_value as v join above on v.id = above.parent_id)
        select from above where id = ${id}`,
  )
  if (parent.list !== list || isUnder) throw new RafaleError('list-value-cycle')
}
