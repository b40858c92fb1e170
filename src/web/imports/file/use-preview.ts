import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { previewImportFile, type Dialect } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'

/** The first rows of the file as these settings read them; the last ones stay while others are asked for. */
export function usePreview(id: number, dialect: Dialect | null) {
  return useQuery({
    queryKey: [...queryKeys.imports, id, 'preview', dialect],
    queryFn: ({ signal }) => call(previewImportFile, { params: { id }, query: dialect ?? {}, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
}
