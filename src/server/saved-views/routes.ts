/** Saved views of lists: whoever sees the list keeps his own and uses those that are shared. */
import {
  createView as createContract,
  deleteView as deleteContract,
  listViews as listContract,
  updateView as updateContract,
} from '../../shared/contract/saved-view.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { createView, deleteView, listViews, updateView } from './saved-views.ts'

export const savedViewRoutes: readonly Implementation[] = [
  implement(listContract, ({ pool, actor, query }) => listViews(pool, actor, query.entity)),
  implement(createContract, ({ pool, actor, body }) => createView(pool, actor, body)),
  implement(updateContract, ({ pool, actor, params, body }) => updateView(pool, actor, params.id, body)),
  implement(deleteContract, async ({ pool, actor, params }) => {
    await deleteView(pool, actor, params.id)
    return {}
  }),
]
