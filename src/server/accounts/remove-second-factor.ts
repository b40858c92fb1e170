import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { clearFactor } from '../platform/auth/second-factor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Services } from '../platform/services.ts'
import { readAccount } from './read-accounts.ts'

/** The user signs in by his password alone; throws 'not-found' when there is no such user or he had no second factor. */
export async function removeSecondFactor(
  { pool }: Pick<Services, 'pool'>,
  actor: Actor,
  userId: number,
): Promise<object> {
  await inTransaction(pool, async (client) => {
    const { email } = await readAccount(client, userId)
    if (!(await clearFactor(client, userId))) throw new RafaleError('not-found')
    await writeAudit(client, { action: 'second-factor-off', userId: actor.userId, detail: { user: userId, email } })
  })
  return {}
}
