import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './api-problem.ts'
import { queryKeys } from './query-keys.ts'

/** A session that ended shows the sign-in screen, whichever call found out. */
function onProblem(problem: Error) {
  if (problem instanceof ApiProblem && problem.code === 'signed-out') {
    void queryClient.invalidateQueries({ queryKey: queryKeys.session })
  }
}

/** Answers stay fresh for 30 s; a refusal is not asked again, a server that does not answer is, twice. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onProblem }),
  mutationCache: new MutationCache({ onError: onProblem }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, problem) => failures < 2 && problem instanceof ApiProblem && problem.code === 'offline',
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
})
