import type { Pool, PoolClient } from 'pg'
import type { z } from 'zod'
import type { setUp as contract } from '../../shared/contract/session.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import { hashPassword } from '../platform/auth/password.ts'
import { addJob } from '../platform/jobs/add-job.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { locks } from '../platform/database/locks.ts'
import { execute, firstRow, onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

type Setup = z.infer<NonNullable<typeof contract.body>>

/**
 * The first administrator exists, and the job that makes sample data if he wants them; his id. Of two calls at once the second finds him there. Throws 'already-set-up' when
 * there is any user, before the password is hashed, so that nobody can make us work.
 */
export async function setUp(pool: Pool, setup: Setup, address: string): Promise<number> {
  await refuseSecond(pool)
  const passwordHash = await hashPassword(setup.password)
  return inTransaction(pool, async (client) => {
    await execute(client, sql`select pg_advisory_xact_lock(${locks.setUp})`)
    await refuseSecond(client)
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into app_user (email, name, language, role_id, password_hash)
          select ${setup.email}, ${setup.name}, ${setup.language}, role.id, ${passwordHash}
            from role where role.code = 'administrator'
          returning id`,
    )
    if (setup.withSampleData) await addJob(client, { kind: 'sample-data', userId: id, subject: 'Rafale' })
    await writeAudit(client, { action: 'set-up', userId: id, detail: { email: setup.email, address } })
    return id
  })
}

async function refuseSecond(db: Pool | PoolClient): Promise<void> {
  if (await firstRow(db, sql`select from app_user where password_hash is not null limit 1`))
    throw new RafaleError('already-set-up')
}
