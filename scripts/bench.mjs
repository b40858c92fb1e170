/** `npm run bench`: measures the real engine at size; see bench/. */
import './check-node.mjs'
import { install } from './install.mjs'
import { run } from './run.mjs'

await install({ withTools: true })
process.exitCode = await run(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)])
