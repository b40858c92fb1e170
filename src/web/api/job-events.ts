import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { jobEvents, listJobs, type Job } from '../../shared/contract/job.contract.ts'
import { call } from './call.ts'
import { queryKeys } from './query-keys.ts'

const pollEvery = 2000

/** Whether a job has ended, well or badly. */
export const isEnded = (job: Job) => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'

/** Whether a job waits for the time it was scheduled for. */
export const isScheduled = (job: Job) => job.state === 'queued' && job.runAt !== null

/** One's own jobs, running ones first; kept up to date by `useJobEvents`. */
export function useJobs() {
  const client = useQueryClient()
  return useQuery({ queryKey: queryKeys.jobs, queryFn: ({ signal }) => readJobs(client, signal) })
}

/** The job of that id as it moves; undefined until it is known. */
export function useJob(id: number | null | undefined): Job | undefined {
  return useJobs().data?.find((job) => job.id === id)
}

/** Jobs that write no record. Reading everything anew after the preview of an undo would ask for that preview again. */
const readers: ReadonlySet<Job['kind']> = new Set(['reversal-preview', 'export', 'backup'])

/** What a job wrote is read again once it has ended. */
function refreshAfter(job: Job, client: QueryClient) {
  if (!isEnded(job) || readers.has(job.kind)) return
  const { records, changeSets, restorePoints, imports, journals } = queryKeys
  for (const key of [records, changeSets, restorePoints, imports, journals]) {
    void client.invalidateQueries({ queryKey: key })
  }
}

/** The later of two states of a job: one that has ended never runs again, whatever an older answer says. */
const laterOf = (known: Job, read: Job): Job => (isEnded(known) && !isEnded(read) ? known : read)

/** Puts a job in the list of known jobs, the newest first. */
export function keepJob(job: Job, client: QueryClient) {
  client.setQueryData<Job[]>(queryKeys.jobs, (jobs = []) =>
    jobs.some((one) => one.id === job.id)
      ? jobs.map((one) => (one.id === job.id ? laterOf(one, job) : one))
      : [job, ...jobs],
  )
}

/** One's jobs as the server tells them now, but for those that an event has ended since it was asked. */
async function readJobs(client: QueryClient, signal?: AbortSignal): Promise<Job[]> {
  const jobs = await call(listJobs, signal ? { signal } : {})
  const known = new Map(client.getQueryData<Job[]>(queryKeys.jobs)?.map((job) => [job.id, job]))
  return jobs.map((job) => laterOf(known.get(job.id) ?? job, job))
}

async function poll(client: QueryClient) {
  const before = client.getQueryData<Job[]>(queryKeys.jobs) ?? []
  const jobs = await client.fetchQuery({ queryKey: queryKeys.jobs, queryFn: () => readJobs(client), staleTime: 0 })
  void client.invalidateQueries({ queryKey: queryKeys.notices })
  for (const job of jobs) {
    const known = before.find((one) => one.id === job.id)
    if (!known || !isEnded(known)) refreshAfter(job, client)
  }
}

/**
 * Follows one's jobs for as long as the page is open: by server-sent events, and by asking every two seconds while
 * the stream is down. Mounted once, by the shell.
 */
export function useJobEvents() {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined
    const stopPolling = () => {
      clearInterval(timer)
      timer = undefined
    }
    const source = new EventSource(jobEvents.path)
    source.addEventListener('open', () => {
      stopPolling()
      void client.invalidateQueries({ queryKey: queryKeys.jobs })
      void client.invalidateQueries({ queryKey: queryKeys.notices })
    })
    source.addEventListener('notice', () => void client.invalidateQueries({ queryKey: queryKeys.notices }))
    source.addEventListener('job', (event) => {
      const job = JSON.parse(String(event.data)) as Job
      keepJob(job, client)
      refreshAfter(job, client)
    })
    source.addEventListener('error', () => {
      timer ??= setInterval(() => void poll(client).catch(() => undefined), pollEvery)
    })
    return () => {
      stopPolling()
      source.close()
    }
  }, [client])
}

/** Resolves with the job once it has ended; asks again by itself when no event comes. */
export async function followJob(id: number, client: QueryClient): Promise<Job> {
  for (;;) {
    const job = client.getQueryData<Job[]>(queryKeys.jobs)?.find((one) => one.id === id)
    if (job && isEnded(job)) return job
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await new Promise((resolve) => setTimeout(resolve, 400))
    // oxlint-disable-next-line no-await-in-loop
    if (!job || job.progress === 0) await poll(client)
  }
}
