import { readFile, statfs } from 'node:fs/promises'
import { PostgresStartError } from './postgres-start-error.ts'

/** Why PostgreSQL could not start, from what it last wrote: the known causes with what to do, else its own words. */
export async function explainFailure(what: string, directory: string, output: string): Promise<PostgresStartError> {
  if (/no space left on device|disk quota exceeded/i.test(output)) {
    const free = await freeMegabytes(directory)
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

/** The last lines of a log file; empty when it cannot be read. */
export async function readTail(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').slice(-40).join('\n')
}

async function freeMegabytes(directory: string): Promise<number> {
  const disk = await statfs(directory).catch(() => undefined)
  return disk ? Math.floor((disk.bavail * disk.bsize) / 2 ** 20) : 0
}
