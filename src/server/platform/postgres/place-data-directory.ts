import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readlink, realpath, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresLog } from './embedded-postgres.ts'
import { findClosedDirectory } from './find-closed-directory.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import { chooseServerAccount, type ServerAccount } from './server-account.ts'

/** Where PostgreSQL keeps its files (a real path, which may not exist yet) and the account that owns and serves them. */
export type Place = { directory: string; account: ServerAccount }

/** Traversable by everyone on any Unix, and root's to write: where data goes when its own place is closed to the server. */
const openPlace = '/var/lib/rafale'

/**
 * The place of PostgreSQL's files: `postgres` in the data directory. When we are root and the server's account cannot
 * reach that (a home is often 0700), they are in `/var/lib/rafale` and `postgres` is a symbolic link to them.
 */
export async function placeDataDirectory(dataDir: string, log: PostgresLog): Promise<Place> {
  const wanted = join(await realpath(dataDir), 'postgres')
  const found = await realpath(wanted).catch(() => undefined)
  if (found === undefined) await refuseBrokenLink(wanted)
  const owner = found === undefined ? undefined : (await stat(found)).uid
  const account = await chooseServerAccount(owner || (await stat(dataDir)).uid)

  if (found !== undefined && !account.switched && process.platform !== 'win32' && owner !== account.uid) {
    throw new PostgresStartError(
      `${found} belongs to another user (id ${owner}). Start Rafale as that user or as root, ` +
        `or hand the files over: chown -R ${account.name} ${found}`,
    )
  }
  if (!account.switched) return { directory: found ?? wanted, account }

  await openDataDirectory(dataDir, account)
  const closed = await findClosedDirectory(found ?? dataDir, account)
  if (closed === undefined || closed === found) return { directory: found ?? wanted, account }
  if (found !== undefined) {
    throw new PostgresStartError(
      `PostgreSQL runs as "${account.name}" here, since it refuses root, and ${closed} is closed to that user. ` +
        `Let it pass (chmod o+x ${closed}), or move the data directory to an open place such as ${openPlace} ` +
        'and give that as RAFALE_DATA_DIR.',
    )
  }
  return { directory: await moveToOpenPlace(wanted, closed, account, log), account }
}

/** The link of a base whose files went away: starting would silently make an empty one. */
async function refuseBrokenLink(wanted: string): Promise<void> {
  const target = await readlink(wanted).catch(() => undefined)
  if (target === undefined) return
  throw new PostgresStartError(
    `${wanted} links to ${target}, where PostgreSQL's files were, and they are gone. ` +
      'Put them back, or remove the link to start with an empty base.',
  )
}

/** The server's account can enter our own data directory; its group alone, so that nobody else can. */
async function openDataDirectory(dataDir: string, account: ServerAccount): Promise<void> {
  const { mode, uid, gid } = await stat(dataDir)
  if (uid !== 0 || (mode & 0o001) !== 0 || (gid === account.gid && (mode & 0o010) !== 0)) return
  if ((mode & 0o070) !== 0 && gid !== 0) return
  await chown(dataDir, uid, account.gid)
  await chmod(dataDir, (mode & 0o707) | 0o010)
}

/** A random name: a data directory deleted and made again must start empty, not find its old base. */
async function moveToOpenPlace(
  wanted: string,
  closed: string,
  account: ServerAccount,
  log: PostgresLog,
): Promise<string> {
  const directory = join(openPlace, `postgres-${randomBytes(6).toString('hex')}`)
  await mkdir(openPlace, { recursive: true, mode: 0o755 })
  const stillClosed = await findClosedDirectory(openPlace, account)
  if (stillClosed !== undefined) {
    throw new PostgresStartError(
      `PostgreSQL runs as "${account.name}" here, since it refuses root, and both ${closed} and ${stillClosed} are closed ` +
        'to that user. Give a data directory it can reach as RAFALE_DATA_DIR, or start Rafale as an ordinary user.',
    )
  }
  await mkdir(directory, { mode: 0o700 })
  await chown(directory, account.uid, account.gid)
  await symlink(directory, wanted)
  log.warn(
    { directory, link: wanted },
    `PostgreSQL runs as "${account.name}", since it refuses root, and ${closed} is closed to that user: its files are in ${directory}`,
  )
  return directory
}
