import { useQuery } from '@tanstack/react-query'
import { getImportSource, listImportSources } from '../../../shared/contract/import-source.contract.ts'
import { call } from '../../api/call.ts'

export const sourcesKey = ['import-sources'] as const

/** A source that runs is asked for again until it has ended. */
const whileRunning = (isRunning: boolean | undefined) => (isRunning ? 1500 : 30_000)

export const useSources = () =>
  useQuery({
    queryKey: [...sourcesKey, 'list'],
    queryFn: ({ signal }) => call(listImportSources, { signal }),
    refetchInterval: ({ state }) => whileRunning(state.data?.some(({ isRunning }) => isRunning)),
  })

export const useSource = (id: number) =>
  useQuery({
    queryKey: [...sourcesKey, id],
    queryFn: ({ signal }) => call(getImportSource, { params: { id }, signal }),
    refetchInterval: ({ state }) => whileRunning(state.data?.isRunning),
  })
