import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const configs = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.web.json',
  'vite.config.ts',
  'postcss.config.mjs',
]

/** Where a build notes what it was made of. */
export const stampName = 'build.json'

/** Whether dist/ was built, to the end, from the sources as they are now. About 50 ms: it reads every file of src/. */
export function isBuilt() {
  try {
    return JSON.parse(readFileSync(join(root, 'dist', stampName), 'utf8')).sources === hashSources()
  } catch {
    return false
  }
}

/** A hash of everything a build depends on. */
export function hashSources() {
  const hash = createHash('sha256')
  for (const file of [...configs, ...sources()].sort()) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function sources() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(root.length)
        .replaceAll('\\', '/'),
    )
}
