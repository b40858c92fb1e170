/** What was done, taking it back, and the moments one can go back to. */
import * as contract from '../../shared/contract/change-set.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { undoSource } from '../records/plan/reversal-source.ts'
import { getChangeSet, listChangeSets } from './list-change-sets.ts'
import { listChanges } from './list-changes.ts'
import { previewReversal } from './preview-reversal.ts'
import { createRestorePoint, listRestorePoints } from './restore-points.ts'
import { previewRestore, startRestore, startUndo } from './start-reversal.ts'
import { findUndoable } from './find-undoable.ts'

export const changeSetRoutes: readonly Implementation[] = [
  implement(contract.listChangeSets, ({ pool, actor, query }) => listChangeSets(pool, actor, query)),

  implement(contract.getChangeSet, ({ pool, actor, params }) => getChangeSet(pool, actor, params.id)),

  implement(contract.listChanges, async ({ pool, actor, params, query }) => {
    await getChangeSet(pool, actor, params.id)
    return listChanges(pool, actor, params.id, query)
  }),

  implement(contract.previewUndo, async ({ pool, actor, params }) => {
    const { id } = await findUndoable(pool, actor, params.id)
    return previewReversal(pool, actor, () => undoSource(id, 'keep'))
  }),

  implement(contract.undoChangeSet, startUndo),

  implement(contract.listRestorePoints, ({ pool, actor }) => listRestorePoints(pool, actor)),

  implement(contract.createRestorePoint, ({ pool, actor, body }) => createRestorePoint(pool, actor, body.name)),

  implement(contract.previewRestore, previewRestore),

  implement(contract.restoreTo, startRestore),
]
