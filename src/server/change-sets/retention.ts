/** How long the details of the change log are kept: what is older can no longer be undone, restored or read (RP). */
import type { Pool } from 'pg'
import type { LogRetention } from '../../shared/contract/retention.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { locks } from '../platform/database/locks.ts'
import { execute, firstRow, onlyRow, sql, type Queryable, type Sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

/** Days the details are kept; null for ever. */
async function retentionDays(db: Queryable): Promise<number | null> {
  const row = await firstRow<{ days: number | null }>(
    db,
    sql`select (value ->> 'days')::integer as days from setting where key = 'log-retention'`,
  )
  return row?.days ?? null
}

const isOlder = (days: number): Sql => sql`s.at < now() - make_interval(days => ${days}::integer)`

/** The retention in force, or one that is considered, and what it leaves of the log. */
export async function readRetention(db: Queryable, considered?: number): Promise<LogRetention> {
  const days = considered ?? (await retentionDays(db))
  const counted = await onlyRow<Omit<LogRetention, 'days'>>(
    db,
    sql`select count(*) filter (where s.forgotten_at is not null)::integer as forgotten,
               count(*) filter (where s.forgotten_at is null and ${days === null ? sql`false` : isOlder(days)})::integer as "toForget",
               (select count(*)::integer from restore_point as p
                 where exists (select from change_set as later
                                where later.position > p.position
                                  and (later.forgotten_at is not null
                                       or ${days === null ? sql`false` : sql`later.at < now() - make_interval(days => ${days}::integer)`}))) as "lostPoints",
               min(s.at) filter (where s.forgotten_at is null) as oldest
          from change_set as s where s.position is not null`,
  )
  return { days, ...counted }
}

/** The retention is in force; what is older goes in the next night. */
export async function setRetention(pool: Pool, actor: Actor, days: number | null): Promise<LogRetention> {
  await inTransaction(pool, async (client) => {
    await execute(
      client,
      sql`insert into setting (key, value) values ('log-retention', ${JSON.stringify({ days })}::jsonb)
          on conflict (key) do update set value = excluded.value`,
    )
    await writeAudit(client, { action: 'log-retention-changed', userId: actor.userId, detail: { days } })
  })
  return readRetention(pool)
}

/** Change sets whose age is past the retention keep their head and counts, and lose the details. */
export async function forgetOldChanges(pool: Pool): Promise<number> {
  const days = await retentionDays(pool)
  if (days === null) return 0
  let forgotten = 0
  for (;;) {
    const isDone = await inTransaction(pool, async (client) => {
      // No undo reads what goes meanwhile.
      await execute(client, sql`select pg_advisory_xact_lock(${locks.bulk})`)
      const next = await firstRow<{ id: number }>(
        client,
        sql`update change_set set forgotten_at = now()
             where id = (select s.id from change_set as s
                          where s.position is not null and s.forgotten_at is null and ${isOlder(days)}
                          order by s.id limit 1)
            returning id`,
      )
      if (!next) return true
      await execute(client, sql`delete from change where change_set_id = ${next.id}`)
      return false
    })
    if (isDone) return forgotten
    forgotten++
  }
}

/** Throws 'log-shortened' when the details of a change set are no longer kept. */
export async function demandKept(db: Queryable, changeSet: number): Promise<void> {
  const gone = await firstRow(db, sql`select from change_set where id = ${changeSet} and forgotten_at is not null`)
  if (gone) throw new RafaleError('log-shortened')
}

/** Whether the details of any change set after a place in the log are no longer kept. */
export const isShortenedSince = (position: Sql): Sql => sql`exists (
  select from change_set as lost where lost.position > ${position} and lost.forgotten_at is not null)`
