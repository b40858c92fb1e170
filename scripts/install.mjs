import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, root } from './run.mjs'

/**
 * The packages of the lockfile are in node_modules; installed now when they were not. `withTools: false` does without
 * what only a build or a test needs. Exits the process when npm fails.
 */
export async function install({ withTools }) {
  if (isInstalled(withTools)) return
  process.stderr.write('Installing packages (npm ci)…\n')
  const code = await npm([
    'ci',
    ...(withTools ? ['--include=dev'] : []),
    '--include=optional',
    '--no-audit',
    '--no-fund',
  ])
  if (code === 0) return
  process.stderr.write('npm ci failed; see above. Rafale needs the npm registry for this step only.\n')
  process.exit(1)
}

/** By content, not by date: a fresh checkout's dates say nothing. npm notes what it installed in a lockfile of its own. */
function isInstalled(withTools) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, dev, optional, devOptional }]) => {
    if (path === '' || (dev && !withTools)) return true
    if (!present[path]) return Boolean(optional || devOptional)
    return present[path].version === version
  })
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
