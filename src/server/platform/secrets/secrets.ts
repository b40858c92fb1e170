/**
 * Secrets that must be read back in clear (passwords of other servers, second factors, mails with one-time links) are
 * sealed in the database by a key that is not in it. Which key seals is written in the database, so that every process
 * seals by the same one; a process that does not have it seals nothing.
 */
import { RafaleError } from '../../../shared/errors/rafale-error.ts'
import { locks } from '../database/locks.ts'
import { execute, firstRow, sql, type Queryable } from '../database/sql.ts'
import { keyNeeded, openWith, sealWith, type Key } from './cipher.ts'
import { readKeyring, type KeyConfig } from './keyring.ts'
import type { Slot } from './slots.ts'

export type Secrets = {
  /** Values can be sealed, or 'secret-key-missing' is thrown. */
  demandKey(db: Queryable): Promise<void>
  /** The value for that slot of a row the caller's transaction writes. Throws 'secret-key-missing'. */
  seal(client: Queryable, slot: Slot, plain: string): Promise<string>
  /** What was sealed for that slot; throws 'secret-key-missing', 'secret-damaged'. */
  open(slot: Slot, sealed: string): Promise<string>
}

export function openSecrets(config: KeyConfig): Secrets {
  let known: readonly Key[] = []
  /** The key of that id; the keys are read anew for one that is unknown: another process may have changed it. */
  const demand = async (id: string | undefined): Promise<Key> => {
    const isIt = (key: Key) => key.id === id
    const key = known.find(isIt) ?? (known = (await readKeyring(config)).keys).find(isIt)
    if (!key) throw new RafaleError('secret-key-missing')
    return key
  }
  return {
    async demandKey(db) {
      await demand(await keyInForce(db))
    },
    async seal(client, slot, plain) {
      // Held to the end of the transaction: the key is not changed while a value sealed by the old one is on its way.
      await execute(client, sql`select pg_advisory_xact_lock_shared(${locks.secrets})`)
      return sealWith(await demand(await keyInForce(client)), slot, plain)
    },
    async open(slot, sealed) {
      const id = keyNeeded(sealed)
      if (id === undefined) throw new RafaleError('secret-damaged')
      return openWith(await demand(id), slot, sealed)
    },
  }
}

/** The id of the key that seals; undefined in a base that has none yet. */
export async function keyInForce(db: Queryable): Promise<string | undefined> {
  const row = await firstRow<{ id: string }>(db, sql`select value #>> '{}' as id from setting where key = 'secret-key'`)
  return row?.id
}
