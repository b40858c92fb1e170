import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { inject, vi } from 'vitest'
import { runCommandLine } from '../src/cli/run-command-line.ts'
import type { TestDatabase } from './database.ts'
import { testSecretKey } from './secret-key.ts'

/** The program that the package’s bin runs. */
export const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))

export type Ran = { code: number | null; out: string; err: string; json: () => unknown }

/** `rafale` run in this process on a test's database: a second less a command than as a program of its own. */
export async function rafale(
  database: TestDatabase,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const written = { out: '', err: '' }
  const catching = (name: 'out' | 'err') => (chunk: unknown) => {
    written[name] += String(chunk)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(catching('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(catching('err')),
  ]
  const codeBefore = process.exitCode
  const given = { DATABASE_URL: urlOf(database), RAFALE_LOG_LEVEL: 'silent', RAFALE_SECRET_KEY: testSecretKey, ...env }
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value)
  try {
    const code = await runCommandLine(args)
    return { code, ...written, json: () => JSON.parse(written.out) as unknown }
  } finally {
    process.exitCode = codeBefore
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}

/** The same as a program of its own, with something on its standard input. */
export async function rafaleProgram(database: TestDatabase, args: readonly string[], input: string): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: {
      ...process.env,
      DATABASE_URL: urlOf(database),
      RAFALE_LOG_LEVEL: 'silent',
      RAFALE_SECRET_KEY: testSecretKey,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err, json: () => JSON.parse(out) as unknown }
}

/** What DATABASE_URL says of a test’s database. */
export function urlOf({ name }: TestDatabase): string {
  const { host, port, user, password } = inject('templateDatabase') as Record<string, string | number | undefined>
  const account = `${user}${password ? `:${encodeURIComponent(String(password))}` : ''}`
  return `postgres://${account}@localhost/${name}?host=${encodeURIComponent(String(host))}&port=${port ?? 5432}`
}
