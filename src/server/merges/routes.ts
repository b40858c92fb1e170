/** Several records made one: previewed side by side, merged as one change set (CO-10). */
import { mergeRecords as mergeContract, previewMerge as previewContract } from '../../shared/contract/merge.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { mergeRecords } from './merge-records.ts'
import { previewMerge } from './preview-merge.ts'

export const mergeRoutes: readonly Implementation[] = [
  implement(previewContract, ({ pool, actor, body }) => previewMerge(pool, actor, body)),
  implement(mergeContract, ({ pool, actor, body }) =>
    // Whoever calls with an API key is a program.
    mergeRecords(pool, actor, { ...body, source: actor.sessionHash === null ? 'api' : 'form' }),
  ),
]
