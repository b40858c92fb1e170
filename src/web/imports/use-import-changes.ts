import { useQuery } from '@tanstack/react-query'
import { getChangeSet, type ChangeSet } from '../../shared/contract/change-set.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useCan } from '../session/use-session.ts'

/** The change set of an import, for those who may see it. */
export function useImportChanges(changeSet: number | null): ChangeSet | undefined {
  const can = useCan()
  return useQuery({
    queryKey: [...queryKeys.changeSets, changeSet],
    queryFn: ({ signal }) => call(getChangeSet, { params: { id: changeSet ?? 0 }, signal }),
    enabled: changeSet !== null && can('changeSet.see'),
  }).data
}
