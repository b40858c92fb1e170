import type { Pool } from 'pg'
import type { z } from 'zod'
import type { addOwnKey, ApiKey } from '../../shared/contract/account.contract.ts'
import { listKeys } from '../accounts/access-of-account.ts'
import type { Caller } from '../platform/auth/caller.ts'
import { apiKeyPrefix } from '../platform/auth/load-caller.ts'
import { hashToken, makeToken } from '../platform/auth/token.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { onlyRow, sql } from '../platform/database/sql.ts'
import { inTransaction } from '../platform/database/transaction.ts'

type NewKey = z.infer<NonNullable<typeof addOwnKey.body>>

/** The user has one more key; its secret is told here and stored nowhere. */
export function addKey(
  pool: Pool,
  caller: Caller,
  { name, scopes, days }: NewKey,
): Promise<{ apiKey: ApiKey; secret: string }> {
  const secret = makeToken(apiKeyPrefix)
  return inTransaction(pool, async (client) => {
    const { id } = await onlyRow<{ id: number }>(
      client,
      sql`insert into api_key (user_id, name, key_hash, hint, scopes, expires_at)
          values (${caller.userId}, ${name}, ${hashToken(secret)}, ${secret.slice(0, apiKeyPrefix.length + 4)},
                  ${scopes}, now() + make_interval(days => ${days}::integer))
          returning id`,
    )
    await writeAudit(client, {
      action: 'api-key-added',
      userId: caller.userId,
      detail: { key: id, name, scopes, days },
    })
    const apiKey = (await listKeys(client, caller.userId)).find((key) => key.id === id)
    if (!apiKey) throw new Error('The key that was just added is not there')
    return { apiKey, secret }
  })
}
