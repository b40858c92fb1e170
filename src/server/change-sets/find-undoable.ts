import type { Pool } from 'pg'
import type { ChangeSet } from '../../shared/contract/change-set.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { demandKept } from './retention.ts'
import { getChangeSet } from './list-change-sets.ts'

/** A change set that is in force. Throws 'change-set-not-found', or 'change-set-undone' with the one that undid it, 'log-shortened'. */
export async function findUndoable(pool: Pool, actor: Actor, id: number): Promise<ChangeSet> {
  const changeSet = await getChangeSet(pool, actor, id)
  if (changeSet.undoneBy !== null) throw new RafaleError('change-set-undone', { by: changeSet.undoneBy })
  await demandKept(pool, id)
  return changeSet
}
