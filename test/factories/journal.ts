import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll } from 'vitest'
import { getJob, type Job } from '../../src/shared/contract/job.contract.ts'
import * as journals from '../../src/shared/contract/journal.contract.ts'
import type { Journal, JournalPreview, JournalValue } from '../../src/shared/contract/journal.contract.ts'
import { getRecord, type ListEntity, type Values } from '../../src/shared/contract/record.contract.ts'
import { addListValue } from '../../src/shared/contract/reference.contract.ts'
import type { JournalOperation } from '../../src/shared/journals/operations.ts'
import { workerSetup } from '../../src/server/jobs/worker-setup.ts'
import type { Environment } from '../../src/server/platform/config.ts'
import { startWorker } from '../../src/server/platform/jobs/start-worker.ts'
import { testServer, type TestServer } from '../test-server.ts'
import type { User } from './user.ts'

export type Draft = { field: string; operation?: JournalOperation; value?: JournalValue; entity?: ListEntity }

/** A server with its worker. */
export async function workingServer(env: Environment = {}) {
  const server = await testServer(env)
  const { services } = server
  const worker = await startWorker(workerSetup(services))
  const close = async () => {
    await worker.stop()
    await server.close()
  }
  return { server, close }
}

/** One for all tests of a file: there before the first, with what `setUp` makes on it, and closed after the last. */
export const onWorkingServer = (setUp: (server: TestServer) => Promise<void>): void =>
  beforeAll(async () => {
    const { server, close } = await workingServer()
    await setUp(server)
    return close
  })

export const at = (number: number) => ({ params: { number } })

export const addValue = async (user: User, list: 'salesRegion' | 'environment', label: string) =>
  (await user.call(addListValue, { body: { list, label } })).result.id

export const valuesOf = async (user: User, id: number, entity: ListEntity = 'company'): Promise<Values> =>
  (await user.call(getRecord, { params: { entity, id } })).result.values

/** A draft of these records, made through the API. */
export async function draftJournal(user: User, { entity = 'company', ...header }: Draft, ids: number[]) {
  const answer = await user.call(journals.createJournal, { body: { entity, ...header, targets: { ids } } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.problem))
  return answer.result
}

export const readJournal = async (user: User, number: number): Promise<Journal> =>
  (await user.call(journals.getJournal, at(number))).result

export const previewOf = async (user: User, number: number): Promise<JournalPreview> =>
  (await user.call(journals.previewJournal, at(number))).result

export async function endedJob(user: User, id: number | null): Promise<Job> {
  for (;;) {
    const job = (await user.call(getJob, { params: { id: id ?? 0 } })).result
    if (job.endedAt) return job
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await sleep(30)
  }
}

/** Previewed, then validated by the number that was said; the job when it has ended. */
export async function validated(user: User, number: number): Promise<Job> {
  const { change: confirm } = await previewOf(user, number)
  const { result } = await user.call(journals.validateJournal, { ...at(number), body: { confirm } })
  return endedJob(user, result.job)
}

/** A journal of these records from draft to validated; what its preview said. */
export async function runJournal(user: User, header: Draft, ids: number[]) {
  const { number } = await draftJournal(user, header, ids)
  const said = await previewOf(user, number)
  const job = await validated(user, number)
  if (job.state !== 'done') throw new Error(JSON.stringify(job.error))
  return { ...said, number }
}
