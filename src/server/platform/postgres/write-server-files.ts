import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Place } from './place-data-directory.ts'
import { serverSettings } from './server-settings.ts'

/** A socket's path must fit in the kernel's address: 108 bytes on Linux, 104 on macOS, with its closing zero. */
const longestSocketPath = process.platform === 'linux' ? 107 : 103
const socketName = '/.s.PGSQL.5432'

/**
 * The server's configuration is ours in full: who may connect, over what, and how it is tuned. Written at each start,
 * for the machine may have changed; `custom.conf` beside it is the administrator's, and has the last word.
 */
export async function writeServerFiles(place: Place, extra: Record<string, string>): Promise<void> {
  const { directory } = place
  const tuned = await serverSettings(directory)
  const lines = [
    '# Written by Rafale at each start. Put settings of your own in custom.conf, beside this file.',
    ...tuned.flatMap(({ name, value, why }) => [`# ${why}`, `${name} = ${value}`]),
    ...(await listenSettings(place)),
    ...Object.entries(extra).map(([name, value]) => `${name} = ${value}`),
    `include 'custom.conf'`,
  ]
  if (!(await exists(join(directory, 'custom.conf')))) await write(place, 'custom.conf', ['# Settings of your own.'])
  await write(place, 'postgresql.conf', lines)
  if (process.platform === 'win32') return write(place, 'pg_hba.conf', ['host all all 127.0.0.1/32 scram-sha-256'])
  await write(place, 'pg_hba.conf', ['local all all peer map=rafale'])
  await write(place, 'pg_ident.conf', identities(place))
}

/** The accounts that may connect: root, who can read the files anyway, and their owner, unless that is the shared nobody. */
function identities({ account }: Place): string[] {
  const names = account.switched && account.name === 'nobody' ? ['root'] : ['root', account.name]
  return [...new Set(names)].flatMap((name) => [`rafale "${name}" rafale`, `rafale "${name}" postgres`])
}

async function listenSettings(place: Place): Promise<string[]> {
  if (process.platform === 'win32') return [`listen_addresses = '127.0.0.1'`, `port = ${await freePort()}`]
  const socketDirectory = await chooseSocketDirectory(place)
  // Left by a killed server; PostgreSQL believes it when the number is in use again, by a zombie for instance. No server
  // runs here, and the socket is of this data directory alone.
  await rm(`${socketDirectory}${socketName}.lock`, { force: true })
  return [
    `listen_addresses = ''`,
    'port = 5432',
    `unix_socket_directories = '${socketDirectory.replaceAll("'", "''")}'`,
    'unix_socket_permissions = 0700',
  ]
}

/** The data directory itself, which is 0700; when that is too long or has a comma, a private one under /tmp. */
async function chooseSocketDirectory({ directory, account }: Place): Promise<string> {
  if (Buffer.byteLength(directory + socketName) <= longestSocketPath && !directory.includes(',')) return directory
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16)
  const usual = `/tmp/rafale-${account.uid}-${hash}`
  return (
    (await makePrivate(usual, account)) ??
    (await makePrivate(`${usual}-${randomBytes(4).toString('hex')}`, account)) ??
    usual
  )
}

/** The directory, ours alone; undefined when someone else made it first, as anyone can under /tmp. */
async function makePrivate(path: string, account: Place['account']): Promise<string | undefined> {
  const isNew = await mkdir(path, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
  if (isNew && account.switched) await chown(path, account.uid, account.gid)
  const found = await lstat(path)
  return found.isDirectory() && found.uid === account.uid && (found.mode & 0o077) === 0 ? path : undefined
}

async function write({ directory, account }: Place, name: string, lines: string[]): Promise<void> {
  const file = join(directory, name)
  await writeFile(file, `${lines.join('\n')}\n`)
  await chmod(file, 0o600)
  if (account.switched) await chown(file, account.uid, account.gid)
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Windows only. */
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
