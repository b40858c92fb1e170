/** `npm start`: installs and builds what is missing or stale, then runs Rafale in this process. */
import './check-node.mjs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { isBuilt } from './build-state.mjs'
import { install } from './install.mjs'
import { root } from './run.mjs'

const parent = process.ppid
const isFresh = isBuilt()
await install({ withTools: !isFresh })
if (!isFresh) {
  process.stderr.write('Building Rafale…\n')
  if (!(await build())) {
    process.stderr.write('The build failed; see above.\n')
    process.exit(1)
  }
}

const main = join(root, 'dist', 'server', 'main.js')
process.argv[1] = main
stopWithParent()
await import(pathToFileURL(main).href)

/**
 * Stopping npm stops Rafale: npm hands a signal to its shell alone, which dies without passing it on, and the server would
 * keep the port. So, started by npm, we end when our parent is gone.
 */
function stopWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const watch = setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 300)
  watch.unref()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(watch))
}
