import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getSession, signOut, type SignedInUser } from '../../shared/contract/session.contract.ts'
import type { Right } from '../../shared/rights.ts'
import { call } from '../api/call.ts'
import { queryKeys } from '../api/query-keys.ts'

/** The state of the session: set up, signed out or signed in. */
export function useSession() {
  return useQuery({
    queryKey: queryKeys.session,
    queryFn: ({ signal }) => call(getSession, { signal }),
    staleTime: Infinity,
  })
}

/** Who is signed in, inside the shell, where somebody always is. */
export function useSignedInUser(): SignedInUser {
  const user = useSession().data?.user
  if (!user) throw new Error('Nobody is signed in')
  return user
}

/** Whether the signed-in user holds a right. */
export function useCan(): (right: Right) => boolean {
  const rights = useSession().data?.user?.rights ?? []
  return (right) => rights.includes(right)
}

/** Signs out and forgets all that was read. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(signOut),
    onSettled: async () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.session[0] })
      await client.invalidateQueries({ queryKey: queryKeys.session })
    },
  })
}
