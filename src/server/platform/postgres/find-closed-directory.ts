import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ServerAccount } from './server-account.ts'

/** The first directory on the way to `path` (itself included, when it exists) that the account cannot enter. */
export async function findClosedDirectory(path: string, account: ServerAccount): Promise<string | undefined> {
  const directories: string[] = []
  for (let at = await existing(path); ; at = dirname(at)) {
    directories.unshift(at)
    if (dirname(at) === at) break
  }
  for (const directory of directories) if (!(await isOpenTo(directory, account))) return directory
  return undefined
}

/** By the mode bits: access lists, which would need a process of that account to try, are not looked at. */
async function isOpenTo(path: string, account: ServerAccount): Promise<boolean> {
  const { mode, uid, gid } = await stat(path)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

async function existing(path: string): Promise<string> {
  return realpath(path).catch(() => (dirname(path) === path ? path : existing(dirname(path))))
}
