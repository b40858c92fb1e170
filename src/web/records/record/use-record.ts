import { useQuery } from '@tanstack/react-query'
import { getRecord, type ListEntity } from '../../../shared/contract/record.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** How one record is asked for; shared by pages, the summary and the conflict dialog. */
export const recordQuery = (entity: ListEntity, id: number) => ({
  queryKey: queryKeys.record(entity, id),
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(getRecord, { params: { entity, id }, ...(signal ? { signal } : {}) }),
})

export type RecordFile = Awaited<ReturnType<ReturnType<typeof recordQuery>['queryFn']>>

/** One company or contact with its addresses. */
export function useRecord(entity: ListEntity, id: number) {
  return useQuery(recordQuery(entity, id))
}
