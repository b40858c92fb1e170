import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import SftpClient, { type FileInfo } from 'ssh2-sftp-client'
import type { SourcePlace } from '../../../../shared/contract/import-source.contract.ts'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { copyHashed } from './copy-hashed.ts'
import { isPlainName, shelfName, type Place } from './place.ts'

export type SftpPlace = Extract<SourcePlace, { kind: 'sftp' }>
export type SftpSecret = { password?: string; privateKey?: string; passphrase?: string }

const connectMilliseconds = 15_000

/**
 * A directory of an SFTP server, which must show the key of that fingerprint, or any when none is known yet. Nothing is
 * sent to a server with another key. Throws 'source-unreachable', 'source-refused', 'source-host-key-changed',
 * 'source-key-unreadable', 'source-folder-missing'.
 */
export async function openSftp(place: SftpPlace, secret: SftpSecret | null): Promise<Place> {
  const { host, directory, moves } = place
  const { client, hostKey } = await connect(place, secret)
  const within = (name: string) => posix.join(directory, name)
  const failed = (error: unknown) => toldError(error, place)
  return {
    moves,
    hostKey,
    async look() {
      const entries = await client.list(directory).catch((error: unknown) => {
        throw isMissing(error)
          ? new RafaleError('source-folder-missing', { path: `${host}:${directory}` })
          : failed(error)
      })
      return entries.filter(isFile).map(({ name, size, modifyTime, type }) => ({
        name,
        size,
        modifiedAt: modifyTime,
        isLink: type === 'l',
      }))
    },
    async fetch(file, to, limits) {
      const stream = client.createReadStream(within(file.name))
      try {
        const fetched = await copyHashed(stream, to, limits)
        const now = await client.stat(within(file.name))
        const isSame = now.isFile && now.size === file.size && now.modifyTime === file.modifiedAt
        return isSame && fetched.size === file.size ? fetched : undefined
      } catch (error) {
        if (error instanceof RafaleError) throw error
        if (limits.signal.aborted) throw new RafaleError('cancelled')
        if (isMissing(error)) return undefined
        throw failed(error)
      } finally {
        stream.destroy()
      }
    },
    async putAway(file, shelf, moment) {
      const name = shelfName(file.name, moment)
      try {
        if (!(await client.exists(within(shelf)))) await client.mkdir(within(shelf))
        await client.rename(within(file.name), posix.join(within(shelf), name))
        return `${shelf}/${name}`
      } catch (error) {
        throw new RafaleError('source-cannot-move', { file: file.name, detail: detailOf(error) })
      }
    },
    async close() {
      await client.end().catch(() => undefined)
    },
  }
}

async function connect(place: SftpPlace, secret: SftpSecret | null): Promise<{ client: SftpClient; hostKey: string }> {
  const { host, port, user } = place
  let shown: string | undefined
  // What happens between two calls is told by the next one.
  const client = new SftpClient('rafale', { error: () => undefined, end: () => undefined, close: () => undefined })
  try {
    await client.connect({
      host,
      port,
      username: user,
      ...secret,
      readyTimeout: connectMilliseconds,
      keepaliveInterval: 10_000,
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key)
        return place.hostKey === null || shown === place.hostKey
      },
    })
  } catch (error) {
    await client.end().catch(() => undefined)
    if (shown !== undefined && place.hostKey !== null && shown !== place.hostKey) {
      throw new RafaleError('source-host-key-changed', { host, expected: place.hostKey, found: shown })
    }
    throw toldError(error, place)
  }
  if (shown === undefined) throw new RafaleError('source-unreachable', { host, detail: 'no host key' })
  return { client, hostKey: shown }
}

/** As OpenSSH writes it. */
const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

/** Whatever is no directory; a server may name anything, also what leads elsewhere. */
const isFile = ({ type, name }: FileInfo): boolean => type !== 'd' && isPlainName(name)

const detailOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^(?:\w+(?::|->) ?)+/, '')
    .replace(/\s+/g, ' ')
    .slice(0, 200)

const isMissing = (error: unknown): boolean => {
  const { code } = error as { code?: string | number }
  return code === 2 || code === 'ENOENT' || code === 'ERR_NOT_EXIST' || /no such file/i.test((error as Error).message)
}

function toldError(error: unknown, { host, user }: SftpPlace): RafaleError {
  const detail = detailOf(error)
  if (/authentication methods failed/i.test(detail)) return new RafaleError('source-refused', { host, user })
  if (/cannot parse privateKey|bad passphrase|encrypted.*no passphrase|Unsupported key format/i.test(detail)) {
    return new RafaleError('source-key-unreadable')
  }
  return new RafaleError('source-unreachable', { host, detail })
}
