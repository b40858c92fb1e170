import { locks } from '../platform/database/locks.ts'
import { execute, sql, type Queryable } from '../platform/database/sql.ts'
import { inRetriedTransaction } from '../platform/database/transaction.ts'
import { makeKey, type Key } from '../platform/secrets/cipher.ts'
import { areKeysGiven, readKeyring, writeKeyFile, type KeyConfig, type Keyring } from '../platform/secrets/keyring.ts'
import { keyInForce } from '../platform/secrets/secrets.ts'
import type { Services } from '../platform/services.ts'
import { hasOthers, sealAll } from './sealed-columns.ts'

/**
 * The installation has a key, made now when there never was one, and everything it keeps secret is sealed by it: what an
 * earlier version left in plain, and what another key sealed that is still given. All of it or nothing, however often it
 * is begun. A base whose key is not here is left as it is, and the log says so: whatever needs no secret goes on.
 */
export async function settleSecrets({ pool, config, log }: Pick<Services, 'pool' | 'config' | 'log'>): Promise<void> {
  const before = await readKeyring(config)
  const inForce = await keyInForce(pool)
  if (before.isOpenToOthers) log.warn(`Others than its owner can read ${before.place}: chmod 600 ${before.place}`)
  const isSettled = inForce !== undefined && before.keys[0]?.id === inForce
  if (isSettled && !(await hasOthers(pool, inForce))) return
  await inRetriedTransaction(pool, async (client) => {
    await takeTurnAtKeys(client)
    const needed = await keyInForce(client)
    const ring = await readOrMake(config, needed)
    const [first, ...others] = ring.keys
    if (!first || (needed !== undefined && !ring.keys.some(({ id }) => id === needed))) {
      log.error({ needed, place: ring.place, fault: ring.fault ?? 'it is another key' }, missing)
      return
    }
    const sealed = await sealAll(client, [first, ...others])
    if (first.id !== needed) await setKeyInForce(client, first.id)
    if (sealed > 0) log.info({ sealed, key: first.id }, 'Secrets of the base were encrypted')
  })
}

const missing =
  'The key that encrypts the secrets of this base is not here: no mail with a password, no second factor by an ' +
  'authenticator, no single sign-on and no SFTP server until it is back. rafale doctor says what to do.'

/** Nobody seals, and nobody else changes the key, until the end of the transaction. */
export async function takeTurnAtKeys(client: Queryable): Promise<void> {
  await execute(client, sql`select pg_advisory_xact_lock(${locks.secrets})`)
}

/** The keys; one is made for a base that never had any, where it is for Rafale to make one. */
async function readOrMake(config: KeyConfig, needed: string | undefined): Promise<Keyring> {
  const ring = await readKeyring(config)
  if (ring.keys.length > 0 || needed !== undefined || areKeysGiven(config)) return ring
  // Anything there that is no key, or cannot be read, is not ours to write over.
  if (!ring.isAbsent) return ring
  const keys: Key[] = [makeKey()]
  await writeKeyFile(config, keys)
  return { ...ring, keys }
}

export async function setKeyInForce(client: Queryable, id: string): Promise<void> {
  await execute(
    client,
    sql`insert into setting (key, value) values ('secret-key', to_jsonb(${id}::text))
        on conflict (key) do update set value = excluded.value`,
  )
}
