import { useQuery, type QueryClient } from '@tanstack/react-query'
import { getJournal, type Journal } from '../../shared/contract/journal.contract.ts'
import { getJob, type Job } from '../../shared/contract/job.contract.ts'
import { call } from '../api/call.ts'
import { isEnded, useJob } from '../api/job-events.ts'
import { queryKeys } from '../api/query-keys.ts'

export const journalKeys = {
  list: [...queryKeys.journals, 'list'],
  one: (number: number) => [...queryKeys.journals, number, 'header'],
  targets: (number: number) => [...queryKeys.journals, number, 'targets'],
  among: (number: number) => [...queryKeys.journals, number, 'among'],
  preview: (number: number) => [...queryKeys.journals, number, 'preview'],
  result: (number: number) => [...queryKeys.journals, number, 'result'],
  clipboard: [...queryKeys.journals, 'clipboard'],
} as const

export type JournalFile = (typeof getJournal)['result']['_output']

/** A journal by its number; asked for again while it is being validated, by whomever. */
export function useJournal(number: number) {
  return useQuery({
    queryKey: journalKeys.one(number),
    queryFn: ({ signal }) => call(getJournal, { params: { number }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'validating' ? 2000 : false),
  })
}

/** Puts a journal as the server gave it where the page reads it; the names its value stands for stay. */
export function keepJournal(journal: Journal, client: QueryClient): void {
  client.setQueryData<JournalFile>(journalKeys.one(journal.number), (known) => ({
    references: known?.references ?? {},
    ...journal,
  }))
  void client.invalidateQueries({ queryKey: journalKeys.list })
}

/** The job that validates a journal as it moves; somebody else’s is asked for by its id. */
export function useJournalJob({ job, state }: Journal): Job | undefined {
  const known = useJob(job)
  const asked = useQuery({
    queryKey: [...queryKeys.journals, 'job', job],
    queryFn: ({ signal }) => call(getJob, { params: { id: job ?? 0 }, signal }),
    enabled: job !== null && known === undefined && state === 'validating',
    refetchInterval: (query) => (query.state.data && !isEnded(query.state.data) ? 1500 : false),
    retry: false,
  })
  return known ?? asked.data
}
