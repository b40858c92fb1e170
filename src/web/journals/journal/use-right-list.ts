import { listTargets } from '../../../shared/contract/journal-targeting.contract.ts'
import { call } from '../../api/call.ts'
import { journalKeys } from '../journal-queries.ts'
import { fromTarget, type PickRow } from './pick-row.ts'
import { usePages } from './use-pages.ts'

/** The right list: the journal’s targets, old → new. */
export function useRightList(number: number, search: string) {
  return usePages<PickRow>({
    queryKey: [...journalKeys.targets(number), 'right', search],
    read: async (after, signal) => {
      const query = { ...(search ? { search } : {}), after, limit: 100 }
      const page = await call(listTargets, { params: { number }, query, signal })
      return { ...page, rows: page.rows.map(fromTarget) }
    },
  })
}
