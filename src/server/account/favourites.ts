import type { Pool } from 'pg'
import { execute, rowsOf, sql, type Queryable } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

/** The users one picks from first. */
export async function readFavourites(db: Queryable, userId: number): Promise<{ users: number[] }> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`select u.id
          from favourite_user as favourite
          join app_user as u on u.id = favourite.favourite_id
         where favourite.user_id = ${userId}
         order by u.name collate "fr-x-icu", u.id`,
  )
  return { users: rows.map(({ id }) => id) }
}

/** One's favourite users are these and no others; those that do not exist are passed over. */
export function writeFavourites(pool: Pool, userId: number, users: readonly number[]): Promise<{ users: number[] }> {
  return inTransaction(pool, async (client) => {
    await execute(client, sql`delete from favourite_user where user_id = ${userId}`)
    await execute(
      client,
      sql`insert into favourite_user (user_id, favourite_id)
          select ${userId}::bigint, id from app_user where id = any(${[...users]}::bigint[])`,
    )
    return readFavourites(client, userId)
  })
}
