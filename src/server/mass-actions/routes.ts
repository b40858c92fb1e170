/** Mass actions on a list's selection: previewed, then run by a job as one change set that can be undone. */
import {
  previewMassAction as previewContract,
  startMassAction as startContract,
} from '../../shared/contract/mass-action.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { previewMassAction, startMassAction } from './run-mass-action.ts'

export const massActionRoutes: readonly Implementation[] = [
  implement(previewContract, ({ pool, actor, body }) => previewMassAction(pool, actor, body)),
  implement(startContract, ({ pool, actor, body }) => startMassAction(pool, actor, body)),
]
