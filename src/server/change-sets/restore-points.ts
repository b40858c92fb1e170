import type { Pool } from 'pg'
import type { z } from 'zod'
import type { restorePoint as contract } from '../../shared/contract/change-set.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { locks } from '../platform/database/locks.ts'
import { execute, firstRow, onlyRow, rowsOf, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import { systemActor, type Actor } from '../platform/auth/actor.ts'
import { isShortenedSince } from './retention.ts'
import { hasVisibleChange } from './list-change-sets.ts'

export type RestorePoint = z.infer<typeof contract>

const pointsOf = (actor: Actor, where: Sql): Sql => sql`
  select p.id, p.at, coalesce(author.name, ${systemActor.name}) as author, p.name,
         (select count(*) from change_set as s where s.position > p.position and ${hasVisibleChange('s', actor)}) as "changeSetsSince",
         ${isShortenedSince(sql`p.position`)} as "isLost"
    from restore_point as p
    left join app_user as author on author.id = p.author_id
   where ${where}
   order by p.id desc`

/** Restore points, newest first, with the number of change sets since of which the actor may see something. */
export const listRestorePoints = (db: Queryable, actor: Actor): Promise<RestorePoint[]> =>
  rowsOf<RestorePoint>(db, pointsOf(actor, sql`true`))

/** This moment has a name: its place in the log is between what committed before and what will commit after. */
export function createRestorePoint(pool: Pool, actor: Actor, name: string): Promise<RestorePoint> {
  return inTransaction(pool, async (client) => {
    const id = await addRestorePoint(client, actor, name)
    return onlyRow<RestorePoint>(client, pointsOf(actor, sql`p.id = ${id}`))
  })
}

/** The same in a transaction of the caller, who commits soon: commits of others wait for it. The id. */
export async function addRestorePoint(client: Queryable, actor: Actor, name: string): Promise<number> {
  await execute(client, sql`select pg_advisory_xact_lock(${locks.logPosition})`)
  const { id } = await onlyRow<{ id: number }>(
    client,
    sql`insert into restore_point (name, author_id, position)
        values (${name}, ${actor.userId}, nextval('log_position'))
        returning id`,
  )
  return id
}

/** Name and place in the log of a restore point; throws 'not-found', 'log-shortened'. */
export async function findRestorePoint(db: Queryable, id: number): Promise<{ name: string; position: number }> {
  const point = await firstRow<{ name: string; position: number; isLost: boolean }>(
    db,
    sql`select p.name, p.position, ${isShortenedSince(sql`p.position`)} as "isLost" from restore_point as p where p.id = ${id}`,
  )
  if (!point) throw new RafaleError('not-found')
  if (point.isLost) throw new RafaleError('log-shortened')
  return { name: point.name, position: point.position }
}
