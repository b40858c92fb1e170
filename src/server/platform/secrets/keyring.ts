import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { keyOf, type Key } from './cipher.ts'
import { parseKeys } from './parse-keys.ts'

export type KeyConfig = Pick<Config, 'dataDir' | 'secretKey' | 'secretKeyFile'>

export type Keyring = {
  /** The first seals, all open. */
  keys: Key[]
  /** Where they come from: a variable of the environment, or a file. */
  place: string
  /** Why there is none, for the log and for `rafale doctor`. */
  fault?: string
  /** There is no such file, rather than one that cannot be used. */
  isAbsent?: boolean
  /** Others than the owner may read the file. */
  isOpenToOthers?: boolean
}

/** The file Rafale makes, and alone writes to. */
export const ownKeyFile = ({ dataDir }: Pick<Config, 'dataDir'>): string => join(dataDir, 'secret.key')

/** Whether the keys are the operator's: never made nor changed by Rafale. */
export const areKeysGiven = ({ secretKey, secretKeyFile }: KeyConfig): boolean =>
  secretKey !== undefined || secretKeyFile !== undefined

/** The keys as they are now; without any, why. */
export async function readKeyring(config: KeyConfig): Promise<Keyring> {
  if (config.secretKey !== undefined) {
    return { keys: (parseKeys(config.secretKey) ?? []).map(keyOf), place: 'RAFALE_SECRET_KEY' }
  }
  const place = config.secretKeyFile ?? ownKeyFile(config)
  try {
    const keys = parseKeys(await readFile(place, 'utf8'))
    if (!keys) return { keys: [], place, fault: 'it holds no key, or something that is none' }
    const isOpenToOthers = process.platform !== 'win32' && ((await stat(place)).mode & 0o077) !== 0
    return { keys: keys.map(keyOf), place, isOpenToOthers: isOpenToOthers && config.secretKeyFile === undefined }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isAbsent = code === 'ENOENT'
    return { keys: [], place, isAbsent, fault: isAbsent ? 'there is no such file' : message }
  }
}

/** The file of the data directory holds these keys, whole or not at all, for its owner alone. */
export async function writeKeyFile(config: KeyConfig, keys: readonly Key[]): Promise<void> {
  const path = ownKeyFile(config)
  await mkdir(config.dataDir, { recursive: true })
  const partial = `${path}.partial`
  await rm(partial, { force: true })
  await writeFile(partial, `${keyFileHead}${keys.map(({ bytes }) => `${bytes.toString('base64url')}\n`).join('')}`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  })
  await chmod(partial, 0o600)
  // Made by root for a service with a user of its own, as the data directory is.
  const { uid, gid } = await stat(config.dataDir)
  if (process.getuid?.() === 0 && uid !== 0) await chown(partial, uid, gid)
  await rename(partial, path)
}

/** The file holds these keys too, before those it has; each once. */
export async function addKeys(config: KeyConfig, added: readonly Key[]): Promise<void> {
  const { keys } = await readKeyring(config)
  const isNew = ({ id }: Key) => !added.some((key) => key.id === id)
  await writeKeyFile(config, [...added, ...keys.filter(isNew)])
}

const keyFileHead = `# Rafale encrypts passwords and second factors in its base with the first key below. Keep a copy of this file,
# apart from the backups: without it those passwords have to be typed again.
`
