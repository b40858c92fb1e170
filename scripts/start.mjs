/** `npm start`: installs and builds what is missing or stale, then runs Rafale in this process. */
import './check-node.mjs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { isBuilt } from './build-state.mjs'
import { install } from './install.mjs'
import { root } from './run.mjs'

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
await import(pathToFileURL(main).href)
