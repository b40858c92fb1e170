import { constants, type Stats } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, stat, type FileHandle } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join, posix } from 'node:path'
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2'

const { Server, utils } = ssh2
const { OPEN_MODE: modes, STATUS_CODE: codes } = utils.sftp

export type SftpServer = {
  port: number
  hostKey: string
  /** How many were let in so far. */
  logins: number
  /** Called between two pieces of a file that is read, if set. */
  onRead: (() => Promise<void>) | undefined
  close(): Promise<void>
}

/** A pair of keys. Of those that the library makes, one in 400 is none that it can read again. */
export function newKey(passphrase?: string): ReturnType<typeof utils.generateKeyPairSync> {
  const make = () =>
    passphrase === undefined
      ? utils.generateKeyPairSync('ed25519')
      : utils.generateKeyPairSync('ed25519', { passphrase, cipher: 'aes256-cbc', rounds: 16 })
  for (;;) {
    const pair = make()
    if (!(utils.parseKey(pair.private, passphrase) instanceof Error)) return pair
  }
}

/** A real SFTP server on a free port of this machine, over a directory: user `erp`, password `s3cret` or that public key. */
export async function sftpServer(
  directory: string,
  given: { hostKey?: string; port?: number; publicKey?: string } = {},
): Promise<SftpServer> {
  const hostKey = given.hostKey ?? newKey().private
  const connections = new Set<Connection>()
  const server = new Server({ hostKeys: [hostKey] }, (client) => {
    connections.add(client)
    client.on('error', () => undefined)
    client.on('close', () => connections.delete(client))
    client.on('authentication', (context) => {
      const isUser = context.username === 'erp'
      if (isUser && context.method === 'password' && context.password === 's3cret') return context.accept()
      if (isUser && context.method === 'publickey' && given.publicKey !== undefined) {
        const key = utils.parseKey(given.publicKey)
        const isKey = !(key instanceof Error) && context.key.data.equals(key.getPublicSSH())
        const isSigned =
          context.signature === undefined ||
          (!(key instanceof Error) && key.verify(context.blob ?? Buffer.alloc(0), context.signature))
        if (isKey && isSigned) return context.accept()
      }
      context.reject(['password', 'publickey'])
    })
    client.on('ready', () => {
      self.logins++
      client.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => serve(acceptSftp(), directory, self))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(given.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const self: SftpServer = { port, hostKey, logins: 0, onRead: undefined, close }
  return self

  async function close(): Promise<void> {
    for (const connection of connections) connection.end()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

type Handle = { file: FileHandle } | { entries: string[]; path: string }

/** The part of the protocol that a client needs to list, read, rename and make directories. */
function serve(sftp: SFTPWrapper, directory: string, self: SftpServer): void {
  const handles = new Map<number, Handle>()
  let last = 0
  sftp.on('close', () => {
    for (const handle of handles.values()) if ('file' in handle) void handle.file.close().catch(() => undefined)
  })
  const inside = (path: string) => join(directory, posix.resolve('/', path))
  const found = (handle: Buffer) => handles.get(handle.readUInt32BE(0))
  const give = (request: number, handle: Handle) => {
    const id = Buffer.alloc(4)
    id.writeUInt32BE(++last)
    handles.set(last, handle)
    sftp.handle(request, id)
  }
  const answer = (request: number, work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      const isMissing = (error as { code?: string }).code === 'ENOENT'
      sftp.status(request, isMissing ? codes.NO_SUCH_FILE : codes.PERMISSION_DENIED, String(error))
    })
  }
  sftp.on('REALPATH', (request, path) => {
    const filename = posix.resolve('/', path)
    sftp.name(request, [{ filename, longname: filename, attrs: {} as never }])
  })
  sftp.on('OPENDIR', (request, path) =>
    answer(request, async () => give(request, { entries: await readdir(inside(path)), path })),
  )
  sftp.on('READDIR', (request, handle) =>
    answer(request, async () => {
      const open = found(handle)
      if (!open || !('entries' in open)) return sftp.status(request, codes.FAILURE)
      const [entries, path] = [open.entries.splice(0, 50), open.path]
      if (entries.length === 0) return sftp.status(request, codes.EOF)
      const names = await Promise.all(
        entries.map(async (filename) => {
          const stats = await lstat(join(inside(path), filename))
          const kind = stats.isDirectory() ? 'd' : stats.isSymbolicLink() ? 'l' : '-'
          return {
            filename,
            longname: `${kind}rw-r--r-- 1 erp erp ${stats.size} Nov 22 04:00 ${filename}`,
            attrs: attrs(stats),
          }
        }),
      )
      sftp.name(request, names)
    }),
  )
  for (const event of ['STAT', 'LSTAT'] as const) {
    sftp.on(event, (request: number, path: string) =>
      answer(request, async () => sftp.attrs(request, attrs(await (event === 'STAT' ? stat : lstat)(inside(path))))),
    )
  }
  sftp.on('FSTAT', (request, handle) =>
    answer(request, async () => {
      const open = found(handle)
      if (!open || !('file' in open)) return sftp.status(request, codes.FAILURE)
      sftp.attrs(request, attrs(await open.file.stat()))
    }),
  )
  sftp.on('OPEN', (request, path, flags) =>
    answer(request, async () => {
      if (flags & modes.WRITE) return sftp.status(request, codes.PERMISSION_DENIED)
      give(request, { file: await open(inside(path), constants.O_RDONLY) })
    }),
  )
  sftp.on('READ', (request, handle, offset, length) =>
    answer(request, async () => {
      const open = found(handle)
      if (!open || !('file' in open)) return sftp.status(request, codes.FAILURE)
      await self.onRead?.()
      const { buffer, bytesRead } = await open.file.read(Buffer.alloc(length), 0, length, offset)
      if (bytesRead === 0) return sftp.status(request, codes.EOF)
      sftp.data(request, buffer.subarray(0, bytesRead))
    }),
  )
  sftp.on('CLOSE', (request, handle) =>
    answer(request, async () => {
      const open = found(handle)
      if (open && 'file' in open) await open.file.close()
      handles.delete(handle.readUInt32BE(0))
      sftp.status(request, codes.OK)
    }),
  )
  sftp.on('RENAME', (request, from, to) =>
    answer(request, async () => {
      await rename(inside(from), inside(to))
      sftp.status(request, codes.OK)
    }),
  )
  sftp.on('MKDIR', (request, path) =>
    answer(request, async () => {
      await mkdir(inside(path))
      sftp.status(request, codes.OK)
    }),
  )
}

const attrs = ({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats) => ({
  mode,
  uid,
  gid,
  size,
  atime: Math.trunc(atimeMs / 1000),
  mtime: Math.trunc(mtimeMs / 1000),
})
