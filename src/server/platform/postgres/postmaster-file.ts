import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** What a PostgreSQL server says of itself in `postmaster.pid`, in its data directory, while it runs or after it was killed. */
export type PostmasterFile = { pid: number; port: number; socketDirectory: string; isReady: boolean }

/** The server's own notes, or undefined when there are none (or they are still being written). */
export async function readPostmasterFile(directory: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, socketDirectory, , , status] = text.split('\n').map((line) => line.trim())
  if (!pid || !port || !status) return undefined
  return {
    pid: Math.abs(Number(pid)),
    port: Number(port),
    socketDirectory: socketDirectory ?? '',
    isReady: status === 'ready',
  }
}

/**
 * Whether that process is a PostgreSQL server on this directory: a killed server's number may be another program's now,
 * always so after a container restarts. A server's working directory is its data directory; where the system does not
 * show that, a living process is taken for the server.
 */
export async function isServerProcess(pid: number, directory: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  if (process.platform !== 'linux') return true
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === directory
}
