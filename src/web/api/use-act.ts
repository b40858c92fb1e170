import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { notifyDone, notifyProblem } from '../design/notify.tsx'

type Options<In, Out> = {
  /** What is said when it worked. */
  said?: string | ((result: Out, input: In) => string)
  /** What was read that is out of date now. */
  stale?: readonly QueryKey[]
  onDone?: (result: Out, input: In) => void
  /** The caller shows the problem itself, beside its form. */
  isProblemShown?: boolean
}

/** An act on the server that says how it went, and has what it changed read again. */
export function useAct<In, Out>(act: (input: In) => Promise<Out>, options: Options<In, Out> = {}) {
  const client = useQueryClient()
  const { said, stale = [], onDone, isProblemShown } = options
  return useMutation({
    mutationFn: act,
    onSuccess: async (result, input) => {
      onDone?.(result, input)
      if (said !== undefined) notifyDone({ message: typeof said === 'string' ? said : said(result, input) })
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
    onError: (problem) => {
      if (!isProblemShown) notifyProblem(problem)
    },
  })
}
