import { useQuery, type QueryClient } from '@tanstack/react-query'
import { getImport, type ImportRun } from '../../shared/contract/import.contract.ts'
import { getJob, type Job } from '../../shared/contract/job.contract.ts'
import { call } from '../api/call.ts'
import { isEnded, useJob } from '../api/job-events.ts'
import { queryKeys } from '../api/query-keys.ts'

export const importKey = (id: number) => [...queryKeys.imports, id, 'run'] as const

/** An import by its id; asked for again while a job that belongs to somebody else works on it. */
export function useImportQuery(id: number) {
  return useQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => call(getImport, { params: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'uploaded' || state.data?.state === 'applying' ? 3000 : false,
  })
}

/** Puts an import as the server gave it where all its steps read it. */
export function keepImport(run: ImportRun, client: QueryClient): void {
  client.setQueryData(importKey(run.id), run)
  void client.invalidateQueries({ queryKey: [...queryKeys.imports, 'list'] })
}

/** The job of an import as it moves; one that is no longer among the last ones is asked for by its id. */
export function useImportJob(run: ImportRun | undefined): Job | undefined {
  const job = run?.job ?? null
  const known = useJob(job)
  const asked = useQuery({
    queryKey: [...queryKeys.imports, run?.id, 'job', job],
    queryFn: ({ signal }) => call(getJob, { params: { id: job ?? 0 }, signal }),
    enabled: job !== null && known === undefined,
    refetchInterval: ({ state }) => (state.data && !isEnded(state.data) ? 1500 : false),
  })
  return known ?? asked.data
}
