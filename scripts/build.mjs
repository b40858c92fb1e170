/**
 * Makes dist/: the server and the command line by tsc, their other files (migrations) copied, the web application by Vite.
 * Everything is made in a directory beside, which becomes dist/ once whole: an interrupted build changes nothing.
 */
import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashSources, stampName } from './build-state.mjs'
import { root, tool } from './run.mjs'

/** True when dist/ is built from the sources as they were when it began; else dist/ is as it was. */
export async function build() {
  const partial = join(root, `.dist-${process.pid}`)
  const sources = hashSources()
  try {
    const codes = await Promise.all([
      // Types are judged by `npm run check`; here they would only delay the first start.
      tool('tsc', ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', partial]),
      tool('vite', ['build', '--logLevel', 'warn', '--outDir', join(partial, 'web')]),
    ])
    if (codes.some((code) => code !== 0)) return false
    copyOtherFiles(partial)
    writeFileSync(join(partial, stampName), JSON.stringify({ sources, at: new Date().toISOString() }))
    replace(join(root, 'dist'), partial)
    return true
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** SQL and whatever else stands beside the code and is read at run time. */
function copyOtherFiles(partial) {
  for (const part of ['shared', 'server', 'cli']) {
    for (const entry of readdirSync(join(root, 'src', part), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /\.tsx?$/.test(entry.name)) continue
      const path = join(entry.parentPath ?? entry.path, entry.name)
      cpSync(path, join(partial, path.slice(join(root, 'src').length)))
    }
  }
}

function replace(directory, replacement) {
  const old = `${replacement}-old`
  rmSync(old, { recursive: true, force: true })
  try {
    renameSync(directory, old)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  renameSync(replacement, directory)
  rmSync(old, { recursive: true, force: true })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await build()) ? 0 : 1
