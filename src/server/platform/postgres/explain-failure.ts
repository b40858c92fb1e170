import { readFile, statfs } from 'node:fs/promises'
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
  if (/pre-existing shared memory block .* still in use/i.test(output)) {
    return new PostgresStartError(
      `${what}: processes of a killed server still use ${directory}. Wait a few seconds and start again.`,
    )
  }
  const lines = output.trim().split('\n').slice(-12).join('\n')
  return new PostgresStartError(`${what} on ${directory}. It said:\n${lines || '(nothing)'}`)
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

/** The last lines of a log file; empty when it cannot be read. */
export async function readTail(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').slice(-40).join('\n')
}

async function freeMegabytes(directory: string): Promise<number> {
  const disk = await statfs(directory).catch(() => undefined)
  return disk ? Math.floor((disk.bavail * disk.bsize) / 2 ** 20) : Infinity
}
