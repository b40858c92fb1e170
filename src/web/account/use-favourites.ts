import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getFavourites, setFavourites } from '../../shared/contract/account.contract.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useAct } from '../api/use-act.ts'

const queryKey = [...queryKeys.me, 'favourites']

/** One's favourite users (AC-4), and how to choose others. */
export function useFavourites() {
  const client = useQueryClient()
  const { data, error } = useQuery({ queryKey, queryFn: ({ signal }) => call(getFavourites, { signal }) })
  const save = useAct((users: number[]) => call(setFavourites, { body: { users } }), {
    onDone: (saved) => client.setQueryData(queryKey, saved),
  })
  return { favourites: data?.users ?? [], error, setFavourites: save.mutate }
}
