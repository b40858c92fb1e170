/** An undo and a restore as they are asked for on screen and done by the worker, with the end told by the job. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createRestorePoint,
  getChangeSet,
  restoreTo,
  undoChangeSet,
} from '../../src/shared/contract/change-set.contract.ts'
import { getJob, type Job } from '../../src/shared/contract/job.contract.ts'
import { deleteRecord, getRecord, updateRecord } from '../../src/shared/contract/record.contract.ts'
import { workerSetup } from '../../src/server/jobs/worker-setup.ts'
import { startWorker, type Worker } from '../../src/server/platform/jobs/start-worker.ts'
import { createCompany } from '../factories/record.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let worker: Worker
let ann: User
beforeAll(async () => {
  server = await testServer()
  const { services } = server
  worker = await startWorker(workerSetup(services))
  ann = await createUser(server, { name: 'Ann', password: 'correct horse' })
})
afterAll(async () => {
  await worker.stop()
  await server.close()
})

async function ended(id: number): Promise<Job> {
  for (;;) {
    const job = (await ann.call(getJob, { params: { id } })).result
    if (job.endedAt) return job
    // oxlint-disable-next-line no-await-in-loop -- waiting is the point
    await sleep(50)
  }
}
const company = (id: number) => ({ params: { entity: 'company' as const, id } })
const read = async (id: number) => (await ann.call(getRecord, company(id))).result

it('a deleted company is back after its deletion is undone, as a change set of its own', async () => {
  const { id } = await createCompany(ann, { name: 'Revenante' }, [{ values: { city: 'Lyon' } }])
  const { changeSet } = (await ann.call(deleteRecord, { ...company(id), query: { version: 1 } })).result
  const asked = await ann.call(undoChangeSet, { params: { id: changeSet }, body: { conflicts: 'keep' } })
  const job = await ended(asked.result.job)
  expect(job).toMatchObject({ kind: 'undo', state: 'done', error: null })
  expect((await read(id)).addresses).toMatchObject([{ values: { city: 'Lyon' }, isDefault: true }])
  const undoing = (await ann.call(getChangeSet, { params: { id: job.result?.changeSet ?? 0 } })).result
  expect(undoing).toMatchObject({ kind: 'undo', author: 'Ann', undoes: changeSet })
})

it('the base is back at a restore point, what was made since gone', async () => {
  const { id } = await createCompany(ann, { name: 'Ancienne' })
  const point = (await ann.call(createRestorePoint, { body: { name: 'Midi' } })).result
  const added = await createCompany(ann, { name: 'Nouvelle' })
  await ann.call(updateRecord, { ...company(id), body: { version: 1, values: { name: 'Changée' } } })
  const params = { id: point.id }
  const asked = await ann.call(restoreTo, { params, body: { records: 2, password: 'correct horse' } })
  expect(await ended(asked.result.job)).toMatchObject({ kind: 'restore', subject: 'Midi', state: 'done' })
  expect((await read(id)).label).toBe('Ancienne')
  expect((await ann.call(getRecord, company(added.id))).status).toBe(404)
  const again = await ann.call(restoreTo, { params, body: { records: 0, password: 'correct horse' } })
  expect(await ended(again.result.job)).toMatchObject({ state: 'failed', error: { code: 'nothing-to-undo' } })
})
