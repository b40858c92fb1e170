import { statfs } from 'node:fs/promises'
import { PostgresStartError } from './postgres-start-error.ts'

/** Less than a first start takes: programs may end without a word then, killed for a page that could not be written. */
const leastMegabytes = 64

/** Why PostgreSQL could not start, from what it last wrote: the known causes with what to do, else its own words. */
export async function explainFailure(what: string, directory: string, output: string): Promise<PostgresStartError> {
  const free = await freeMegabytes(directory)
  if (/no space left on device|disk quota exceeded/i.test(output) || free < leastMegabytes) {
    return new PostgresStartError(
      `${what}: the disk that holds ${directory} is full (${free} MB free). Free some space there and start again; nothing that was saved is lost.`,
    )
  }
  if (isStillInUse(output)) {
    return new PostgresStartError(
      `${what}: processes of a killed server still use ${directory}. Wait a few seconds and start again.`,
    )
  }
  const lines = output.trim().split('\n').slice(-12).join('\n')
  return new PostgresStartError(`${what} on ${directory}. It said:\n${lines || '(nothing)'}`)
}

/** Said when the backends of a killed server have not all noticed yet; they end within seconds. */
export function isStillInUse(output: string): boolean {
  return /pre-existing shared memory block .* still in use/i.test(output)
}

/**
 * Said when the crash came while an unlogged table was being dropped: its file is still there when recovery makes it
 * anew. The failed start has left what lets the next one clean it away.
 */
export function isLeftover(output: string): boolean {
  return /could not create file "base\/\d+\/\d+": File exists/.test(output)
}

/** What went wrong with a file on the way to a start, said with what to do; any other error comes back as it is. */
export async function explainFileError(error: unknown, directory: string): Promise<unknown> {
  const { code, message } = error as NodeJS.ErrnoException
  const what = 'PostgreSQL could not start'
  if (code === 'ENOSPC' || code === 'EDQUOT') return explainFailure(what, directory, 'No space left on device')
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new PostgresStartError(
      `${what}: this user cannot write to the data directory ${directory} (${message}). ` +
        'Start Rafale as its owner, or give another as RAFALE_DATA_DIR.',
    )
  }
  return error
}

async function freeMegabytes(directory: string): Promise<number> {
  const disk = await statfs(directory).catch(() => undefined)
  return disk ? Math.floor((disk.bavail * disk.bsize) / 2 ** 20) : Infinity
}
