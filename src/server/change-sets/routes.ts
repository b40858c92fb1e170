/** What was done, taking it back, and the moments one can go back to. */
import * as contract from '../../shared/contract/change-set.contract.ts'
import * as reversals from '../../shared/contract/reversal.contract.ts'
import { getPreview, makePreview } from './reversal-previews.ts'
import { listReversalRows } from './list-reversal-rows.ts'
import * as retention from '../../shared/contract/retention.contract.ts'
import { readRetention, setRetention } from './retention.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { undoSource } from '../records/plan/reversal-source.ts'
import { countChangeSets, getChangeSet, listChangeSets } from './list-change-sets.ts'
import { listChanges } from './list-changes.ts'
import { previewReversal } from './preview-reversal.ts'
import { createRestorePoint, listRestorePoints } from './restore-points.ts'
import { previewRestore, startRestore, startUndo } from './start-reversal.ts'
import { findUndoable } from './find-undoable.ts'

export const changeSetRoutes: readonly Implementation[] = [
  implement(contract.listChangeSets, ({ pool, actor, query }) => listChangeSets(pool, actor, query)),

  implement(contract.countChangeSets, ({ pool, actor, query }) => countChangeSets(pool, actor, query.ids)),

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

  implement(retention.getLogRetention, ({ pool, query }) => readRetention(pool, query.days)),

  implement(retention.setLogRetention, ({ pool, actor, body }) => setRetention(pool, actor, body.days)),

  implement(reversals.makeReversalPreview, ({ pool, actor, body }) => makePreview(pool, actor, body)),

  implement(reversals.getReversalPreview, ({ pool, actor, params }) => getPreview(pool, actor, params.id)),

  implement(reversals.listReversalRows, ({ pool, actor, params, query }) =>
    listReversalRows(pool, actor, params.id, query),
  ),
]
