/** The built application as a user runs it: a process, an empty data directory, a port of its own. One for each worker. */
import { test as base } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export type RunningServer = { url: string; dataDir: string; stop(): Promise<void> }

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const startMs = 60_000

/** Playwright's `test`, with `server`, and with pages that open its addresses. */
export const test = base.extend<object, { server: RunningServer; story: string }>({
  /** Files that each name a story of their own never share a server, whatever runs first. */
  story: ['', { option: true, scope: 'worker' }],
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameters' names: none is needed
    async ({}, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: startMs },
  ],
  baseURL: async ({ server }, use) => use(server.url),
})
export { expect } from '@playwright/test'

/** A server that is ready, on an empty base unless `dataDir` names one; `stop` removes the base it made. */
export async function startServer(options: { env?: NodeJS.ProcessEnv; dataDir?: string } = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'rafale-e2e-')))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    PORT: String(port),
    RAFALE_HOST: '127.0.0.1',
    RAFALE_DATA_DIR: dataDir,
    RAFALE_LOG_LEVEL: 'warn',
    DATABASE_URL: '',
    SMTP_URL: '',
    ...options.env,
  }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: string[] = []
  child.stdout.on('data', (data: Buffer) => output.push(data.toString()))
  child.stderr.on('data', (data: Buffer) => output.push(data.toString()))
  await waitUntilReady(url, child, output)
  return { url, dataDir, stop }

  async function stop(): Promise<void> {
    await endProcess(child)
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
  }
}

async function waitUntilReady(url: string, child: ChildProcess, output: string[]): Promise<void> {
  for (const until = Date.now() + startMs; Date.now() < until; await sleep(50)) {
    if (child.exitCode !== null) break
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
  }
  await endProcess(child)
  throw new Error(`The server did not get ready. It said:\n${output.join('')}`)
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const isEnded = await Promise.race([ended.then(() => true), sleep(15_000, false, { ref: false })])
  if (!isEnded) child.kill('SIGKILL')
  await ended
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
