import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { listImportProblemGroups, listImportRows } from '../../../shared/contract/import-row.contract.ts'
import { type ImportRun } from '../../../shared/contract/import.contract.ts'
import { call } from '../../api/call.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { CheckSearch } from '../import-search.ts'

export type ProblemGroup = z.infer<typeof listImportProblemGroups.result>[number]
export type CheckedRow = z.infer<typeof listImportRows.result>['rows'][number]
export type RowProblem = CheckedRow['problems'][number]

/** Where the pages of an import's rows are kept. */
export const rowsKey = (id: number) => [...queryKeys.imports, id, 'rows'] as const

/** Problems of an import by kind, column and value; not asked for while a check holds them. */
export function useProblemGroups(run: ImportRun, isWorking: boolean) {
  return useQuery({
    queryKey: [...queryKeys.imports, run.id, 'groups'],
    queryFn: ({ signal }) => call(listImportProblemGroups, { params: { id: run.id }, signal }),
    enabled: run.recap !== null && !isWorking,
    placeholderData: keepPreviousData,
  })
}

/** The rows asked for, 100 a page, as far as they were scrolled to. */
export function useCheckedRows(run: ImportRun, search: CheckSearch, isWorking: boolean) {
  const { show, code, column, value } = search
  return useInfiniteQuery({
    queryKey: [...rowsKey(run.id), { show, code, column, value }],
    queryFn: ({ pageParam, signal }) =>
      call(listImportRows, {
        params: { id: run.id },
        query: { severity: show, code, columnIndex: column, value, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: run.recap !== null && !isWorking,
    placeholderData: keepPreviousData,
  })
}
