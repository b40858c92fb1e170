import type { Pool } from 'pg'
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { execute, onlyRow, sql, type Queryable } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'

/** Whose attempts are counted together: an e-mail, or the address they come from. */
export type Subject = { key: string; freeAttempts: number }

export const emailSubject = (email: string): Subject => ({ key: `email:${email.toLowerCase()}`, freeAttempts: 5 })
export const addressSubject = (address: string): Subject => ({ key: `address:${address}`, freeAttempts: 30 })

const firstWait = 30
const longestWait = 900

/**
 * One more attempt is counted, before its password is looked at, so that attempts made at once count too. Throws
 * 'sign-in-throttled' when a subject has used its free attempts of the last hour: 30 seconds from the last one, doubled
 * by each further attempt, up to 15 minutes. All processes count in the same table.
 */
export async function takeAttempt(pool: Pool, subjects: readonly Subject[]): Promise<void> {
  const seconds = await inTransaction(pool, async (client) => {
    const waits: number[] = []
    for (const subject of subjects) waits.push(await waitOf(client, subject))
    const wait = Math.max(...waits)
    if (wait > 0) return wait
    await execute(client, sql`delete from sign_in_failure where at < now() - interval '1 day'`)
    const keys = subjects.map(({ key }) => key)
    await execute(client, sql`insert into sign_in_failure (subject) select unnest(${keys}::text[])`)
    return 0
  })
  if (seconds > 0) throw new RafaleError('sign-in-throttled', { seconds })
}

/** The attempt succeeded: those of these subjects count no more. */
export async function forgetAttempts(db: Queryable, subjects: readonly Subject[]): Promise<void> {
  const keys = subjects.map(({ key }) => key)
  await execute(db, sql`delete from sign_in_failure where subject = any(${keys}::text[])`)
}

/** Seconds the subject has to wait; further attempts of it wait for the end of this transaction. */
async function waitOf(client: Queryable, { key, freeAttempts }: Subject): Promise<number> {
  await execute(client, sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
  const { attempts, since } = await onlyRow<{ attempts: number; since: number }>(
    client,
    sql`select count(*) as attempts, coalesce(extract(epoch from clock_timestamp() - max(at)), 0)::float8 as since
          from sign_in_failure
         where subject = ${key} and at > now() - interval '1 hour'`,
  )
  if (attempts < freeAttempts) return 0
  const wait = Math.min(firstWait * 2 ** (attempts - freeAttempts), longestWait)
  return Math.max(0, Math.ceil(wait - since))
}
