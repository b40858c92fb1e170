import { randomBytes } from 'node:crypto'
import { chmod, chown, lchown, mkdir, readFile, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PostgresLog } from './embedded-postgres.ts'
import { explainFailure } from './explain-failure.ts'
import type { Binaries } from './locate-binaries.ts'
import type { Place } from './place-data-directory.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import { runProgram } from './run-program.ts'
import { passwordFile } from './server-connection.ts'

const partialSuffix = '.partial-'

/**
 * The place holds a data directory that these binaries can serve, owned by the server's account; made now when there
 * was none. It is made beside and renamed when whole, so a killed first start leaves nothing that looks like a base.
 */
export async function createCluster(place: Place, binaries: Binaries, log: PostgresLog): Promise<void> {
  const version = await readFile(join(place.directory, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version !== undefined) {
    refuseOtherVersion(version.trim(), binaries.majorVersion, place.directory)
    if (place.account.switched) await handOver(place)
    return
  }
  await refuseForeignFiles(place.directory)

  log.info({ dataDir: place.directory }, 'First start: making an empty PostgreSQL data directory')
  await removePartials(place.directory)
  const partial = `${place.directory}${partialSuffix}${randomBytes(4).toString('hex')}`
  await mkdir(partial, { mode: 0o700 })
  if (place.account.switched) await chown(partial, place.account.uid, place.account.gid)

  const { code, output } = await runProgram(binaries.initdb, await initdbArguments(partial), place.account)
  if (code !== 0) {
    const failure = await explainFailure('PostgreSQL could not make its data directory', dirname(partial), output)
    await rm(partial, { recursive: true, force: true })
    throw failure
  }
  if (process.platform === 'win32') await rename(`${partial}.password`, passwordFile(partial))
  await rmdir(place.directory).catch(() => undefined)
  await rename(partial, place.directory)
}

/**
 * Built-in C.UTF-8: the same order and upper case on every system and version, so indexes survive an upgrade of the C
 * library; lists sort with ICU collations. lc_ctype must be UTF-8 too: with C, pg_trgm takes é and every Greek letter
 * for a blank.
 */
async function initdbArguments(directory: string): Promise<string[]> {
  const ctype = process.platform === 'linux' ? 'C.UTF-8' : process.platform === 'darwin' ? 'en_US.UTF-8' : 'C'
  const locale = ['--locale=C', `--lc-ctype=${ctype}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  return [
    '-D',
    directory,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    ...locale,
    '--no-instructions',
    ...(await authentication(directory)),
  ]
}

/** Peer: the kernel tells the server who is calling, so there is no password to keep. Windows has no such thing. */
async function authentication(directory: string): Promise<string[]> {
  if (process.platform !== 'win32') return ['--auth=peer']
  const file = `${directory}.password`
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return ['--auth=scram-sha-256', `--pwfile=${file}`]
}

/** Of first starts that were killed; each has its own, for the `initdb` of a killed process may still be writing. */
async function removePartials(directory: string): Promise<void> {
  const beside = dirname(directory)
  for (const name of await readdir(beside)) {
    if (!name.startsWith(basename(directory) + partialSuffix)) continue
    await rm(join(beside, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function refuseOtherVersion(found: string, expected: string, directory: string): void {
  if (found === expected) return
  throw new PostgresStartError(
    `${directory} was written by PostgreSQL ${found} and this version of Rafale brings PostgreSQL ${expected}, which cannot read it. ` +
      'With the version of Rafale that wrote it, run "rafale backup FILE"; with this one and a new RAFALE_DATA_DIR, ' +
      'run "rafale restore-backup FILE". Nothing was changed.',
  )
}

async function refuseForeignFiles(directory: string): Promise<void> {
  const files = await readdir(directory).catch(() => [])
  if (files.length === 0) return
  throw new PostgresStartError(
    `${directory} holds files but no PostgreSQL data (there is no PG_VERSION). ` +
      `Put back the missing files, or move ${basename(directory)} away to start with an empty base.`,
  )
}

/** As root: files that root owns, restored from a copy for instance, are given to the server's account. */
async function handOver({ directory, account }: Place): Promise<void> {
  if ((await stat(directory)).uid === account.uid) return
  await chown(directory, account.uid, account.gid)
  await chmod(directory, 0o700)
  for (const entry of await readdir(directory, { recursive: true })) {
    await lchown(join(directory, entry), account.uid, account.gid)
  }
}
