/** Likely duplicates: searched in the base by a job, listed and decided on, and told while a record is typed (CO-10). */
import * as contract from '../../shared/contract/duplicate.contract.ts'
import { implement, type Implementation } from '../platform/http/implement.ts'
import { findLikely } from './find-likely.ts'
import { countDuplicates, decideDuplicate, listDuplicates } from './list-duplicates.ts'
import { startSearch } from './search-duplicates.ts'

export const duplicateRoutes: readonly Implementation[] = [
  implement(contract.startDuplicateSearch, ({ pool, actor, params }) => startSearch(pool, actor, params.entity)),
  implement(contract.listDuplicates, ({ pool, actor, params, query }) =>
    listDuplicates(pool, actor, { ...params, ...query }),
  ),
  implement(contract.countDuplicates, ({ pool, actor, params, query }) =>
    countDuplicates(pool, actor, { ...params, ...query }),
  ),
  implement(contract.decideDuplicate, ({ pool, actor, params, body }) =>
    decideDuplicate(pool, actor, { ...params, ...body }),
  ),
  implement(contract.findLikelyDuplicates, ({ pool, actor, params, body }) =>
    findLikely(pool, actor, { ...params, ...body }),
  ),
]
