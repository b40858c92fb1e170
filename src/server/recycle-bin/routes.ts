/** The recycle bin: what was deleted, found again and brought back one by one (CO-12). */
import { listDeleted, restoreDeleted } from '../../shared/contract/recycle-bin.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { findDeleted } from './find-deleted.ts'
import { bringBack } from './bring-back.ts'

export const recycleBinRoutes: readonly Implementation[] = [
  implement(listDeleted, ({ pool, actor, query }) => findDeleted(pool, actor, query)),
  implement(restoreDeleted, ({ pool, actor, params }) => bringBack(pool, actor, params)),
]
