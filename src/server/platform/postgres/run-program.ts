import { spawn } from 'node:child_process'
import { PostgresStartError } from './postgres-start-error.ts'
import type { ServerAccount } from './server-account.ts'

/**
 * The options to spawn PostgreSQL's programs with: as the server's account, in a directory every account can enter, and
 * without the PG… variables of whoever started us.
 */
export function spawnOptions(account: ServerAccount) {
  const { PATH = '', SYSTEMROOT, TEMP } = process.env
  const windows = process.platform === 'win32' ? { SYSTEMROOT, TEMP } : {}
  return {
    ...(account.switched ? { uid: account.uid, gid: account.gid } : {}),
    cwd: process.platform === 'win32' ? undefined : '/',
    env: { PATH, LC_ALL: 'C', TZ: 'UTC', ...windows },
  }
}

/** Runs one of PostgreSQL's programs to its end; its exit code and everything it wrote. */
export async function runProgram(
  file: string,
  args: string[],
  account: ServerAccount,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...spawnOptions(account), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (data: Buffer) => (output += data.toString()))
    child.stderr.on('data', (data: Buffer) => (output += data.toString()))
    child.on('error', (error: NodeJS.ErrnoException) => reject(spawnError(error, file, account)))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** A container may be root without the right to become someone else. */
export function spawnError(error: NodeJS.ErrnoException, file: string, account: ServerAccount): Error {
  if (account.switched && (error.code === 'EPERM' || error.code === 'EINVAL')) {
    return new PostgresStartError(
      `PostgreSQL refuses root, and this system does not let root run it as "${account.name}". ` +
        'Start Rafale as an ordinary user, or give it a PostgreSQL server with DATABASE_URL.',
    )
  }
  return new PostgresStartError(`${file} cannot be run: ${error.message}`)
}
