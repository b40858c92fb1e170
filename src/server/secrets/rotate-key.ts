import { rename } from 'node:fs/promises'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { writeAudit } from '../platform/auth/write-audit.ts'
import { inRetriedTransaction } from '../platform/database/transaction.ts'
import { makeKey } from '../platform/secrets/cipher.ts'
import { areKeysGiven, ownKeyFile, readKeyring, writeKeyFile } from '../platform/secrets/keyring.ts'
import { keyInForce } from '../platform/secrets/secrets.ts'
import type { Services } from '../platform/services.ts'
import { forgetLost, sealAll } from './sealed-columns.ts'
import { setKeyInForce, takeTurnAtKeys } from './settle-secrets.ts'

export type KeyRotated = { key: string; place: string; sealed: number; forgotten: number }

/**
 * A new key is in force and has sealed everything; the keys before it stay in the file, for backups made with them. The
 * file is written first: an end in between leaves both keys and the next start finishes it. With `isLost` the key in
 * force is gone for good, and so is what it sealed. Throws 'secret-key-missing' when it is gone and that was not said,
 * 'secret-key-not-lost' when it is here, 'secret-key-given' when the keys are not ours to change.
 */
export async function rotateKey(
  { pool, config }: Pick<Services, 'pool' | 'config'>,
  actor: Actor,
  { isLost }: { isLost: boolean },
): Promise<KeyRotated> {
  const areGiven = areKeysGiven(config)
  if (areGiven && !isLost) throw new RafaleError('secret-key-given')
  const made = makeKey()
  return inRetriedTransaction(pool, async (client) => {
    await takeTurnAtKeys(client)
    const needed = await keyInForce(client)
    const ring = await readKeyring(config)
    const isHere = needed === undefined || ring.keys.some(({ id }) => id === needed)
    if (isHere && isLost) throw new RafaleError('secret-key-not-lost')
    if (!isHere && !isLost) throw new RafaleError('secret-key-missing')
    const [first, ...others] = areGiven ? ring.keys : [made, ...ring.keys.filter(({ id }) => id !== made.id)]
    if (!first) throw new RafaleError('secret-key-missing')
    if (!areGiven) {
      // What is there and is no key may be the rest of one: kept aside.
      if (ring.keys.length === 0 && !ring.isAbsent) await rename(ring.place, `${ring.place}.${Date.now()}.old`)
      await writeKeyFile(config, [first, ...others])
    }
    const sealed = await sealAll(client, [first, ...others])
    const forgotten = isLost ? await forgetLost(client, [first, ...others]) : 0
    await setKeyInForce(client, first.id)
    const detail = { key: first.id, isLost, forgotten }
    await writeAudit(client, { action: 'secret-key-changed', userId: actor.userId, detail })
    return { key: first.id, place: areGiven ? ring.place : ownKeyFile(config), sealed, forgotten }
  })
}
