/** The directory that backups are kept in. What lies in it is all there is to know of them: it outlives the base. */
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Backup } from '../../shared/contract/backup.contract.ts'
import { RafaleError } from '../../shared/errors/rafale-error.ts'
import type { Config } from '../platform/config.ts'

type Where = Pick<Config, 'dataDir' | 'backupDir'>

export const backupDirectory = ({ dataDir, backupDir }: Where): string => backupDir ?? join(dataDir, 'backups')

const shape = /^rafale-(daily|hand)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz$/

/** `rafale-daily-20261122T013000Z.tar.gz`: when it was made, in UTC, wherever it is copied to. */
export const backupName = (moment: Date, { isDaily }: { isDaily: boolean }): string =>
  `rafale-${isDaily ? 'daily' : 'hand'}-${moment.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}.tar.gz`

/** The whole backups there are, newest first. Throws 'backup-directory-closed'. */
export async function readBackups(where: Where): Promise<Backup[]> {
  const directory = backupDirectory(where)
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new RafaleError('backup-directory-closed', { directory, detail: error.code ?? '' })
  })
  const found = await Promise.all(
    names.map(async (name): Promise<Backup[]> => {
      const [, kind, ...moment] = shape.exec(name) ?? []
      if (kind === undefined) return []
      const file = await stat(join(directory, name)).catch(() => undefined)
      if (!file?.isFile()) return []
      const [year, month, day, hour, minute, second] = moment
      const at = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
      return [{ name, at, size: file.size, isDaily: kind === 'daily' }]
    }),
  )
  return found.flat().sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.name.localeCompare(b.name)))
}

/** The backup of that name; throws 'not-found' for anything else that lies there, or elsewhere. */
async function findBackup(where: Where, name: string): Promise<Backup & { path: string }> {
  const found = (await readBackups(where)).find((backup) => backup.name === name)
  if (!found) throw new RafaleError('not-found')
  return { ...found, path: join(backupDirectory(where), name) }
}

/** The bytes of a backup; throws 'not-found'. */
export async function openBackup(where: Where, name: string): Promise<Readable> {
  return createReadStream((await findBackup(where, name)).path)
}

/** The backup is gone; throws 'not-found'. */
export async function removeBackup(where: Where, name: string): Promise<void> {
  await rm((await findBackup(where, name)).path)
}

/** The directory is there, for its owner alone, without the half of a backup that somebody was killed over. */
export async function prepareDirectory(where: Where): Promise<string> {
  const directory = backupDirectory(where)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  for (const name of await readdir(directory)) {
    if (shape.test(name.replace(/\.partial$/, '')) && name.endsWith('.partial')) await rm(join(directory, name))
  }
  return directory
}

/** Of the daily backups so many are left, the newest; those made by hand stay. */
export async function keepNewest(where: Where, keep: number): Promise<void> {
  const daily = (await readBackups(where)).filter(({ isDaily }) => isDaily)
  for (const { name } of daily.slice(keep)) await rm(join(backupDirectory(where), name))
}
