import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, realpath, rename, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { RafaleError } from '../../../../shared/errors/rafale-error.ts'
import { copyHashed } from './copy-hashed.ts'
import { isPlainName, shelfName, type FoundFile, type Place } from './place.ts'

/**
 * The folder of that path below `root`, as it really lies. Throws 'source-folder-not-set', 'source-folder-outside' (also
 * when a link leads out of it) and 'source-folder-missing'.
 */
export async function findFolder(root: string | undefined, path: string): Promise<string> {
  if (root === undefined) throw new RafaleError('source-folder-not-set')
  const wanted = resolve(root, path)
  if (!isBelow(resolve(root), wanted)) throw new RafaleError('source-folder-outside', { path })
  try {
    const [realRoot, real] = [await realpath(root), await realpath(wanted)]
    if (!isBelow(realRoot, real)) throw new RafaleError('source-folder-outside', { path })
    if (!(await stat(real)).isDirectory()) throw new RafaleError('source-folder-missing', { path })
    return real
  } catch (error) {
    throw error instanceof RafaleError ? error : new RafaleError('source-folder-missing', { path })
  }
}

const isBelow = (root: string, path: string) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)

/** The path below the root, as it is kept: `erp/clients`. */
export const pathBelow = (root: string, path: string): string =>
  relative(resolve(root), resolve(root, path)).replaceAll(sep, '/')

const levels = 3
const most = 200

/** The folders that may be watched: real ones below the root, by their paths, but for those files are put away in. */
export async function listFolders(root: string): Promise<string[]> {
  const found: string[] = []
  const walk = async (path: string, level: number): Promise<void> => {
    const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => [])
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      if (found.length >= most) return
      if (!entry.isDirectory() || entry.name.startsWith('.') || ['done', 'refused'].includes(entry.name)) continue
      const below = path === '' ? entry.name : `${path}/${entry.name}`
      found.push(below)
      if (level < levels) await walk(below, level + 1)
    }
  }
  await walk('', 1)
  return found
}

/** A watched folder. Links in it are seen and left alone. */
export async function openFolder(root: string | undefined, path: string): Promise<Place> {
  const folder = await findFolder(root, path)
  return {
    moves: true,
    hostKey: null,
    look: () => lookIn(folder),
    async fetch(file, to, limits) {
      // Never through a link, and never from where the folder was changed into a link meanwhile.
      const source = await open(join(folder, file.name), constants.O_RDONLY | constants.O_NOFOLLOW).catch(
        () => undefined,
      )
      if (!source) return undefined
      try {
        if ((await findFolder(root, path)) !== folder || !isSame(file, await source.stat())) return undefined
        const fetched = await copyHashed(source.createReadStream({ autoClose: false }), to, limits)
        return isSame(file, await source.stat()) && fetched.size === file.size ? fetched : undefined
      } finally {
        await source.close()
      }
    },
    async putAway(file, shelf, moment) {
      const name = shelfName(file.name, moment)
      try {
        const onto = join(folder, shelf)
        await mkdir(onto, { recursive: true })
        if (!isBelow(folder, await realpath(onto))) throw new RafaleError('source-folder-outside', { path: shelf })
        await rename(join(folder, file.name), join(onto, name))
        return `${shelf}/${name}`
      } catch (error) {
        throw new RafaleError('source-cannot-move', { file: file.name, detail: (error as Error).message })
      }
    },
    close: () => Promise.resolve(),
  }
}

async function lookIn(folder: string): Promise<FoundFile[]> {
  const files: FoundFile[] = []
  for (const name of await readdir(folder)) {
    const found = await lstat(join(folder, name)).catch(() => undefined)
    if (!found || !isPlainName(name) || !(found.isFile() || found.isSymbolicLink())) continue
    files.push({ name, size: found.size, modifiedAt: Math.trunc(found.mtimeMs), isLink: found.isSymbolicLink() })
  }
  return files
}

const isSame = (file: FoundFile, now: { size: number; mtimeMs: number; isFile(): boolean }) =>
  now.isFile() && now.size === file.size && Math.trunc(now.mtimeMs) === file.modifiedAt
