/** Exports that take long: by a job that can be stopped, and by the command line; in every format. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createExport, downloadExport, getExport } from '../../src/shared/contract/export.contract.ts'
import { cancelJob } from '../../src/shared/contract/job.contract.ts'
import { loadDemo } from '../../src/server/demo/load-demo.ts'
import { workerSetup } from '../../src/server/jobs/worker-setup.ts'
import { systemActor } from '../../src/server/platform/auth/actor.ts'
import { startWorker, type Worker } from '../../src/server/platform/jobs/start-worker.ts'
import { rafale } from '../cli.ts'
import { testDatabase } from '../database.ts'
import { endedJob } from '../factories/journal.ts'
import { createUser, type User } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

const companies = 5200
let server: TestServer
let worker: Worker
let user: User
beforeAll(async () => {
  server = await testServer()
  const { services, pool } = server
  await loadDemo(pool, systemActor, { companies })
  worker = await startWorker(workerSetup(services))
  user = await createUser(server, { language: 'fr' })
})
afterAll(async () => {
  await worker.stop()
  await server.close()
})

test('many companies are exported by a job, whose file is there at its end', async () => {
  const { result } = await user.call(createExport, {
    body: { entity: 'company', format: 'csv', addresses: 'none', contacts: 'none' },
  })
  expect(result).toMatchObject({ isReady: false, rows: null })
  const early = await user.call(downloadExport, { params: { id: result.id } })
  expect([200, 409]).toContain(early.status)
  const job = await endedJob(user, result.job)
  expect(job).toMatchObject({ kind: 'export', state: 'done', subject: result.fileName, result: { export: result.id } })
  const run = (await user.call(getExport, { params: { id: result.id } })).result
  expect(run).toMatchObject({ isReady: true, rows: companies })
  const file = await user.call(downloadExport, { params: { id: result.id } })
  expect(Buffer.byteLength(String(file.result))).toBe(run.size)
})

test('an export that is stopped leaves no file', async () => {
  const { result } = await user.call(createExport, { body: { entity: 'company', format: 'xlsx' } })
  await user.call(cancelJob, { params: { id: result.job! } })
  expect(await endedJob(user, result.job)).toMatchObject({ state: 'cancelled' })
  expect((await user.call(getExport, { params: { id: result.id } })).result.isReady).toBe(false)
})

test('the command line writes every format, or nothing', async () => {
  const database = await testDatabase()
  const directory = await mkdtemp(join(tmpdir(), 'rafale-export-'))
  const run = (...args: string[]) => rafale(database, ['export', ...args, '--json'])
  const at = (name: string) => join(directory, name)
  try {
    await rafale(database, ['demo', '--companies', '30'])
    expect(
      (await run('--out', at('a.csv'), '--language', 'fr', '--columns', 'name,address.city')).json(),
    ).toMatchObject({
      rows: 30,
    })
    const [header] = (await readFile(at('a.csv'), 'utf8')).split('\r\n')
    expect(header).toMatch(/^\uFEFFID Rafale \(export \d+\);ID externe;Société;ID Rafale de l’adresse;Localité$/)
    for (const name of ['a.xlsx', 'a.ods']) expect((await run('--out', at(name))).code).toBe(0)
    for (const args of [
      ['--out', at('a.vcf')],
      ['--out', at('a.zip'), '--vcard', '4.0', '--zip'],
    ]) {
      expect((await run('--entity', 'contact', ...args)).code).toBe(0)
    }
    const magic = async (name: string) => (await readFile(at(name))).subarray(0, 2).toString()
    expect(await Promise.all(['a.xlsx', 'a.ods', 'a.zip', 'a.vcf'].map(magic))).toEqual(['PK', 'PK', 'PK', 'BE'])
    const before = await readdir(directory)
    expect((await run('--out', at('b.vcf'))).json()).toMatchObject({ error: { code: 'export-format-entity' } })
    expect((await run('--out', at('b.csv'), '--columns', 'nothing')).code).toBe(1)
    expect((await run('--out', at('b.what'))).code).toBe(2)
    expect((await run('--out', at('b.csv'), '--where', '{}')).code).toBe(2)
    expect(await readdir(directory)).toEqual(before)
  } finally {
    await rm(directory, { recursive: true })
    await database.close()
  }
})
