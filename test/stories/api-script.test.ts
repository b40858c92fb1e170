/** The script of docs/api.md, as it stands there, against a server that listens. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOwnKey } from '../../src/shared/contract/account.contract.ts'
import { workerSetup } from '../../src/server/jobs/worker-setup.ts'
import { startWorker, type Worker } from '../../src/server/platform/jobs/start-worker.ts'
import { createUser } from '../factories/user.ts'
import { testServer, type TestServer } from '../test-server.ts'

let server: TestServer
let worker: Worker
let directory: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  server = await testServer()
  worker = await startWorker(workerSetup(server.services))
  await server.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.server.address() as AddressInfo
  const user = await createUser(server, { language: 'fr' })
  const { result } = await user.call(addOwnKey, { body: { name: 'script', scopes: null, days: null } })
  env = { ...process.env, RAFALE_URL: `http://127.0.0.1:${port}`, RAFALE_API_KEY: result.secret }
  directory = await mkdtemp(join(tmpdir(), 'rafale-api-'))
})
afterAll(async () => {
  await worker.stop()
  await server.close()
  await rm(directory, { recursive: true })
})

/** The shell of sections of the page, by their titles. */
async function scripts(...titles: string[]): Promise<string[]> {
  const page = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8')
  const sections = page.split(/^## /m)
  return titles.map((title) => {
    const section = sections.find((one) => one.startsWith(`${title}\n`))
    const script = /```sh\n(.*?)```/s.exec(section ?? '')?.[1]
    if (script === undefined) throw new Error(`No script under ${title}`)
    return script
  })
}
const upload = 'An import, from upload to result'
const run = (script: string, ...args: string[]) =>
  promisify(execFile)('sh', ['-eu', '-c', script, 'script', ...args], { env, cwd: directory, timeout: 50_000 })

test('ten lines import a file from upload to result, and two more export it', async () => {
  const [importing, exporting] = await scripts(upload, 'An export')
  expect(importing!.trim().split('\n')).toHaveLength(10)
  const path = join(directory, 'clients.csv')
  await writeFile(path, 'Code client;Nom;Ville\nA1;Aprool;Nantes\nA2;Blou;Rezé\nA3;;Brest\n')
  const { stdout } = await run(importing!, path)
  const [recap, ...ended] = stdout.trim().split('\n')
  expect(JSON.parse(`{${recap}}}`)).toMatchObject({ recap: { read: 3, created: 2, updated: 0, refused: 1 } })
  expect(ended).toEqual(['"state":"done"', expect.stringMatching(/^"changeSet":\d+$/)])
  const { rows } = await server.pool.query('select code, name from company order by code')
  expect(rows).toEqual([
    { code: 'A1', name: 'Aprool' },
    { code: 'A2', name: 'Blou' },
  ])
  await run(`${importing!.split('\n').slice(0, 3).join('\n')}\n${exporting}`)
  expect((await readFile(join(directory, 'companies.xlsx'))).subarray(0, 2).toString()).toBe('PK')
})

test('six lines more run a journal from a file of codes', async () => {
  const [importing, journal] = await scripts(upload, 'A journal from a file of codes')
  const path = join(directory, 'codes.txt')
  await writeFile(path, 'a1\r\nA2\nNOWHERE\n')
  const { stdout } = await run(`${importing!.split('\n').slice(0, 4).join('\n')}\n${journal}`, path)
  expect(stdout.trim().split('\n')).toEqual(['would change: 2', '"changed":2', '"refused":0'])
  const { rows } = await server.pool.query('select alias from company order by code')
  expect(rows).toEqual([{ alias: 'Ouest' }, { alias: 'Ouest' }])
})

test('without a key it stops at the first line that calls, and says why', async () => {
  const [importing] = await scripts(upload)
  env = { ...env, RAFALE_API_KEY: 'rfl_wrong' }
  const path = join(directory, 'clients.csv')
  await expect(run(importing!, path)).rejects.toMatchObject({ code: 22 })
})
